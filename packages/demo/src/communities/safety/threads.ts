import type { SampleThread } from '../sample.js';

export const threads: readonly SampleThread[] = [
  {
    key: 'lightning-rule',
    kind: 'announcement',
    by: 'katharina',
    at: '17 07:00',
    title: 'Lightning: leave the turbine at 50 km, not at 30',
    topics: ['weather', 'safety'],
    pinned: true,
    body: `
From today the app warns at **50 km**. The reason is simple arithmetic: a front moves at up to 70 km/h, a climb down from the hub with
a tool bag takes 25 minutes, and the walk to the boat ten.

Nobody has to justify leaving. Nobody asks what it cost.`,
    thanks: ['siobhan', 'anton', 'eilidh', 'mikkel'],
    replies: [
      {
        by: 'beatriz',
        at: '16 12:00',
        body: 'In Viana the fronts come from the sea and the app only sees them at 40.',
        insightful: ['katharina'],
        replies: [
          {
            by: 'katharina',
            at: '15 09:00',
            body: 'Then for Viana the rule is: cloud tower in the west, down. I have written it into your site sheet.',
            thanks: ['beatriz'],
          },
        ],
      },
    ],
  },
  {
    key: 'dropped-spanner',
    kind: 'discussion',
    by: 'anton',
    at: '56 16:10',
    title: 'Near miss: spanner fell 60 metres because of a lanyard that was "good enough"',
    topics: ['safety', 'tools'],
    body: `
T08, yaw deck. The lanyard of the 32 mm spanner was a knotted cord. It slid over the edge when I changed hands. Nobody was below,
the zone was taped off.

What I do differently: tool without its own eye stays on the ground. And I check the bag *before* the lift, not on top.`,
    thanks: ['katharina', 'siobhan', 'eilidh', 'seun', 'mikkel', 'adaeze'],
    replies: [
      {
        by: 'seun',
        at: '55 07:20',
        body: 'Thank you for writing it down the same day. I would like to use it with the first year, with your name or without?',
        replies: [
          {
            by: 'anton',
            at: '55 16:00',
            body: 'With. They should know it happens to people with twelve years of practice.',
            celebrate: ['seun', 'katharina', 'jonas'],
          },
        ],
      },
      {
        by: 'luis',
        at: '54 08:30',
        body: 'The workshop can weld eyes on forty spanners by Friday.',
        thanks: ['anton', 'katharina'],
      },
      {
        by: 'katharina',
        at: '49 10:00',
        body: 'Done by Luís and Claas: 43 tools. Knotted cords are no longer allowed, proper lanyards are in the van box.',
      },
    ],
  },
  {
    key: 'loto-two-teams',
    kind: 'question',
    by: 'ruben',
    at: '104 07:50',
    title: 'Two teams, one isolator: who hangs the lock?',
    topics: ['lockout'],
    body: 'Our fitters and the electricians of the water board work on the same pump. One isolator, one hole.',
    replies: [
      {
        by: 'katharina',
        at: '104 08:15',
        accepted: '104 08:50',
        body: `
**Both**, always. Put a hasp into the hole and every *person* hangs an own lock into it. Six fit.

- nobody works under somebody else's lock
- the key stays in the pocket, not in the van
- if a lock is forgotten: phone call, then the site lead, and never a bolt cutter without a second signature`,
        thanks: ['ruben', 'claas', 'jonas'],
        insightful: ['youssef', 'salma'],
      },
      {
        by: 'youssef',
        at: '104 10:30',
        body: 'We hang a tag with a photo and a phone number on each lock. Since then nobody has to ask whose it is.',
        like: ['katharina', 'ruben', 'salma', 'beatriz'],
      },
    ],
  },
  {
    key: 'h2s',
    kind: 'question',
    by: 'salma',
    at: '12 08:40',
    title: 'Gas detector beeped once at the wet well and was silent afterwards. Go in?',
    topics: ['confined-spaces'],
    body: 'Three ppm H₂S for two seconds when we lifted the cover, then zero. Ventilated for fifteen minutes.',
    replies: [
      {
        by: 'katharina',
        at: '12 08:55',
        accepted: '12 09:20',
        body: `
Only with continuous measuring **at the height of the knees**: hydrogen sulphide is heavier than air, the cover tells you nothing
about the bottom. Lower the detector on a line first, three minutes at each metre.

The gas comes when you *stir* the sludge. So: fan stays on, one person outside with a line and nothing else to do.`,
        thanks: ['salma', 'youssef', 'ruben'],
        insightful: ['luis', 'seun'],
        replies: [
          {
            by: 'salma',
            at: '12 15:30',
            body: 'At three metres it showed 14 ppm. We pumped out from above and nobody went in. شكراً كاتارينا',
            celebrate: ['katharina', 'youssef'],
          },
        ],
      },
    ],
  },
  {
    key: 'rope-edge',
    kind: 'discussion',
    by: 'siobhan',
    at: '161 18:10',
    title: 'Edge protector wandered off during a tip repair: how we secure it now',
    topics: ['rope-access'],
    body: 'The roll moved 40 cm with the yaw. Since then: protector tied to its own anchor, yaw locked *and tagged*, third check by the one who does not hang. Two minutes more.',
    thanks: ['mikkel', 'katharina', 'adaeze'],
    insightful: ['eilidh'],
    replies: [
      {
        by: 'mikkel',
        at: '160 09:00',
        body: 'From the drone I can see the protectors well. If you like, I look once before you go over the edge.',
        like: ['siobhan', 'katharina', 'eilidh'],
      },
    ],
  },
  {
    key: 'heat',
    kind: 'discussion',
    by: 'youssef',
    at: '135 10:00',
    title: 'Working at 42 °C: hours, water, shade. What we agreed in Tangier',
    topics: ['safety', 'weather'],
    body: `
- start at 05:30, heavy work ends at 11:00
- 0.75 l of water per hour, and salt biscuits, because water alone is not enough
- a new colleague needs *ten days* before a full shift in the heat
- two people, never one; the first sign is a silly answer`,
    thanks: ['salma', 'inaki', 'katharina', 'beatriz'],
    replies: [
      {
        by: 'claas',
        at: '135 12:00',
        body: 'Gilt auch im Maschinenhaus im Juli. 46 Grad hatten wir letztes Jahr in T03.',
        insightful: ['katharina', 'anton'],
      },
      {
        by: 'katharina',
        at: '130 09:00',
        body: 'Taken over for all sites above 35 °C, nacelles included. Thank you, Tangier.',
        celebrate: ['youssef', 'salma', 'inaki'],
      },
    ],
  },
  {
    key: 'gloves',
    kind: 'question',
    by: 'jonas',
    at: '23 11:30',
    title: 'Gloves at the pillar drill: yes or no?',
    topics: ['safety', 'tools'],
    body: 'In the pump workshop everybody wears them, in the training hall nobody may.',
    replies: [
      {
        by: 'seun',
        at: '23 11:45',
        accepted: '23 12:30',
        body: 'No. Never at anything that turns: the glove is caught and the hand goes with it. Gloves on when you carry the sheet, off when the spindle starts. I will talk to the workshop.',
        thanks: ['jonas', 'katharina'],
      },
      {
        by: 'luis',
        at: '22 07:15',
        body: 'You need not, I read it. We have hung a hook for gloves on each drill.',
        thanks: ['seun', 'jonas'],
        like: ['katharina', 'claas'],
      },
    ],
  },
  {
    key: 'stairs',
    kind: 'discussion',
    by: 'inaki',
    at: '-2:10',
    title: 'Wet algae on the third step at Larache 1, I slid down four',
    topics: ['safety'],
    body: 'Nothing broken, blue elbow. The step is always in the shade. Cleaned it, but it will come back within two weeks.',
    replies: [
      {
        by: 'salma',
        at: '-1:25',
        body: 'Glad it was only the elbow. I order the grating with the sharp edges for all three stations.',
        thanks: ['inaki'],
      },
    ],
  },
];
