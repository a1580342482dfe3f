import type { SampleThread } from '../sample.js';

export const drivetrain: readonly SampleThread[] = [
  {
    key: 'whine-t14',
    kind: 'question',
    by: 'anton',
    at: '4 06:50',
    title: 'T14 whines at 9 rpm and is silent above 11: main bearing or something else?',
    topics: ['bearings', 'vibration'],
    body: `
Moray T14, since the calm week. A clear tone you can hear from the tower foot, roughly 400 Hz on my phone, only between
8.5 and 10.5 rpm. Above that: nothing. The monitoring shows no alarm, and the main bearing temperature is where it
always was (41 °C).

Greased on schedule, no metal in the purged grease. Do I have to worry about the bearing?`,
    insightful: ['hana'],
    replies: [
      {
        by: 'ingrid',
        at: '4 08:35',
        body: `
A tone that appears in a narrow band of *low* speed and leaves no trace in the spectra is very often the **lip seal**, not
the bearing: a dry lip sticks and slips, and the sleeve rings like a wine glass.

Cheap test, needs ten minutes and lockout of the rotor brake zone:

1. Wipe a hand's width of the lip clean.
2. One spray of silicone along that stretch, nothing else.
3. Release to idle and listen at 9 rpm.

If the tone breaks up once per turn, you have found it. A failing bearing does not care about silicone.`,
        thanks: ['anton', 'eilidh'],
        insightful: ['jonas', 'beatriz', 'tomasz'],
        replies: [
          {
            by: 'anton',
            at: '4 09:20',
            body: 'That fits: it is worst after dry days. I am there on the next boat and will try.',
          },
          {
            by: 'tomasz',
            at: '3 17:05',
            body: 'Please photograph the sleeve as well. On T09 we found a groove of 0.3 mm, and then a new lip only lasts a year.',
          },
        ],
      },
      {
        by: 'hana',
        at: '2 09:10',
        body: `
I looked at T14's 12-month trend for you: envelope level of the main bearing flat at 0.08 g, no bearing frequencies. There is
a faint line at 397 Hz that is *not* a multiple of the speed. Something is resonating, nothing is being hit. I agree with @[ingrid].`,
        thanks: ['anton'],
      },
    ],
  },
  {
    key: 'noise-t14-again',
    kind: 'question',
    by: 'ruben',
    at: '3 10:20',
    title: 'Strange noise at Moray T14 in light wind',
    topics: ['bearings'],
    body: 'Was over there for the pump of the transition piece and heard a howl from the nacelle. Does anybody know?',
    closed: {
      by: 'hana',
      at: '3 11:00',
      reason: 'duplicate',
      duplicateOf: 'whine-t14',
      note: 'Same turbine, same tone. Your observation is added there, thank you.',
    },
  },
  {
    key: 'hss-uptower',
    kind: 'question',
    by: 'eilidh',
    at: '33 07:15',
    title: 'High-speed bearing at Moray T03: replace up-tower now, or wait for the gearbox exchange?',
    topics: ['gearboxes', 'bearings'],
    customerWaiting: true,
    body: `
Customer wants a decision by Friday. Facts:

- inner race line with sidebands on the generator-side bearing of the high-speed shaft since about six weeks
- envelope level doubled twice: 0.6 → 1.2 → 2.5 g
- gearbox exchange is booked with the big vessel, in five months

What would you do, and what do I tell them about the risk?`,
    replies: [
      {
        by: 'tomasz',
        at: '33 10:40',
        accepted: '32 08:00',
        body: `
Replace it up-tower. Twice doubled in six weeks means you do not reach the vessel: from here I would expect four to ten
weeks until spalls break off, and then the debris goes through the *planet stage*, which is the expensive part.

For the customer, in their own numbers:

| | up-tower now | wait |
|---|---|---|
| standstill | 2 days, own crane | 0, or 3–5 weeks unplanned |
| parts | bearing pair, seals | the same, plus perhaps a gearbox |
| weather | two days below 10 m/s | whenever it breaks |

Until you are there: curtail to 70 % and take an oil sample every week. If iron passes 80 ppm, stop.`,
        thanks: ['eilidh', 'anton', 'thabo'],
        insightful: ['ingrid', 'meilin', 'hana'],
        replies: [
          { by: 'thabo', at: '33 12:05', body: 'Bearing pair is in Emden, two sets. I have put one aside under T03.' },
          {
            by: 'eilidh',
            at: '26 16:45',
            body: 'Done, a day and a half. Three spalls on the inner race, the largest the size of a fingernail. Filter was clean. You were right about the weeks.',
            celebrate: ['tomasz', 'ingrid', 'hana'],
          },
        ],
      },
      {
        by: 'priya',
        at: '33 11:30',
        body: 'One addition from the pump side: change both bearings of the shaft, not only the noisy one. The quiet one has seen the same debris.',
        thanks: ['eilidh'],
      },
    ],
  },
  {
    key: 'gearbox-3-opened',
    kind: 'discussion',
    by: 'tomasz',
    at: '118 13:00',
    title: 'What we found when we opened gearbox 3 from Moray',
    topics: ['gearboxes', 'condition-monitoring'],
    body: `
It lay in the Esbjerg hall for two weeks and many of you asked, so here it is in short.

**What we expected:** planet bearing damage, from the sidebands at planet carrier speed.

**What it was:** a cracked *ring gear* tooth. The planets were fine. A crack opens once per planet pass, and that gives nearly
the same picture: planet pass frequency, with carrier sidebands.

**How to tell the two apart next time**

- planet bearing: the envelope sees it first, the tooth mesh stays calm
- ring gear tooth: the mesh frequency grows *with load*, the envelope hardly moves

So compare a spectrum at 30 % and one at 90 % load before you order parts. Photos are in the hall's folder, box 3.`,
    insightful: ['ingrid', 'hana', 'eilidh', 'anton', 'meilin'],
    thanks: ['priya', 'beatriz'],
    replies: [
      {
        by: 'hana',
        at: '118 14:20',
        body: 'I have changed the rule in the monitoring: it now asks for both loads before it says "planet bearing".',
        thanks: ['tomasz', 'eilidh'],
      },
      {
        by: 'meilin',
        at: '117 09:00',
        body: 'How many of the 41 gearboxes had that alarm last year? I would like to look at them again with your rule.',
        replies: [
          { by: 'hana', at: '117 09:45', body: 'Five. Two of them are still running.' },
          {
            by: 'meilin',
            at: '112 15:10',
            body: "Both compared. One behaves like yours (mesh grows 3× with load). It is on Tomasz's list for the next service.",
            thanks: ['tomasz'],
            insightful: ['ingrid', 'eric'],
          },
        ],
      },
    ],
  },
  {
    key: 'black-grease',
    kind: 'question',
    by: 'beatriz',
    at: '201 08:20',
    title: 'Grease of the generator bearing came out black after 400 hours. Overheated?',
    topics: ['lubrication', 'bearings', 'generators'],
    body: 'Viana 2, non-drive end. Bearing at 68 °C, normal. The purged grease is black and a little runny, the fresh one is beige. No grit between the fingers.',
    replies: [
      {
        by: 'tomasz',
        at: '201 10:00',
        accepted: '200 07:30',
        body: `
Black alone is not heat. Heat makes grease *hard* and smell burnt. Black and runny usually means two greases have met that do
not like each other, or fine wear from the cage.

Rub some on white paper and hold a magnet under it:

- nothing moves → mixed thickeners (lithium complex and polyurea is the classic)
- a grey veil follows the magnet → cage or raceway wear, take an envelope measurement this week`,
        thanks: ['beatriz', 'jonas', 'ruben'],
        replies: [
          {
            by: 'beatriz',
            at: '200 07:28',
            body: 'Nothing moves. And the grease gun was the blue one from the pump shop. There we have it: polyurea on lithium.',
          },
          {
            by: 'claas',
            at: '199 11:00',
            body: 'Die blaue Presse gehört an die Pumpenmotoren. I have put a red tape on all guns for generators.',
            thanks: ['tomasz', 'beatriz'],
          },
        ],
      },
    ],
  },
  {
    key: 'thermal-growth',
    kind: 'question',
    by: 'jonas',
    at: '61 12:30',
    title: 'Aligning a generator that will be 35 K warmer in service: how much do I set it low?',
    topics: ['alignment', 'generators'],
    body: 'The laser says 0.02 mm, perfect, but cold. My trainer says "perfect cold is wrong warm". How do I calculate it? Shaft height is 800 mm, cast steel feet.',
    replies: [
      {
        by: 'ingrid',
        at: '61 13:15',
        accepted: '61 14:40',
        body: `
Your trainer is right. What counts is the *difference* in growth between the two machines.

Growth = coefficient × height × temperature rise. For steel:

\`12 × 10⁻⁶ /K × 800 mm × 35 K ≈ 0.34 mm\`

If the gearbox side grows by 0.20 mm in the same time (measure it, do not guess), set the generator **0.14 mm low**. Then run it
warm for two hours, stop, and measure again within ten minutes: that number is the one for the report.`,
        thanks: ['jonas'],
        insightful: ['fenna', 'inaki'],
        replies: [
          {
            by: 'jonas',
            at: '58 09:05',
            body: 'Measured warm: 0.03 mm. Herr Adeyemi was content, which I have not seen often.',
            celebrate: ['ingrid', 'fenna'],
          },
        ],
      },
      {
        by: 'inaki',
        at: '61 15:30',
        comment: true,
        body: 'And check for soft foot first. A foot in the air moves more than any temperature does.',
        thanks: ['jonas'],
      },
    ],
  },
];
