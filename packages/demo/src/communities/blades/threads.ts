import type { SampleThread } from '../sample.js';

export const threads: readonly SampleThread[] = [
  {
    key: 'classes',
    kind: 'announcement',
    by: 'adaeze',
    at: '300 09:00',
    title: 'Finding classes 1 to 5: the one page that counts',
    topics: ['blade-inspection'],
    pinned: true,
    body: `
1. **Cosmetic**: note it, look again in a year
2. **Coating open**: repair in the next campaign
3. **Laminate visible**: repair within six months
4. **Laminate damaged**: repair within four weeks, monitor the noise
5. **Structure**: stop, call me, at any hour

Unsure between two classes? Take the higher one and ask here with *three* pictures: overview, close-up with scale, raking light.`,
    thanks: ['mikkel', 'siobhan', 'camille'],
    like: ['anton', 'eilidh'],
  },
  {
    key: 'drone-glare',
    kind: 'question',
    by: 'mikkel',
    at: '74 13:20',
    title: 'Low sun: half of my leading-edge pictures are glare. How do you fly then?',
    topics: ['drones', 'blade-inspection'],
    body: 'Moray, T07 to T12. Between ten and two the sun stands 20° high and shines along the blade. Polarising filter helps on the suction side only.',
    replies: [
      {
        by: 'beatriz',
        at: '74 14:00',
        accepted: '70 18:10',
        body: `
Do not fight it, turn the rotor. We park in the **bunny-ear position** (one blade straight down) and yaw 60° out of the wind, so that
the sun comes from behind the drone. You lose six minutes per turbine and no pictures.

- overcast and bright is better than sun, so keep sunny days for the tower
- exposure fixed at −0.7, automatic goes wild on white blades
- if there is glare anyway: fly it again from 15° lower, not closer`,
        thanks: ['mikkel', 'adaeze', 'anton'],
        insightful: ['eilidh'],
        replies: [
          {
            by: 'mikkel',
            at: '70 18:05',
            body: "Four turbines in a day, eleven bad pictures out of 1,900. I have put it on the pilots' card.",
            celebrate: ['adaeze', 'beatriz', 'camille'],
          },
        ],
      },
      {
        by: 'siobhan',
        at: '73 08:30',
        body: 'And what you cannot see from the air, tell us the metre. "Somewhere outboard" costs a rope team an hour, "R 38.5, suction side" ten minutes.',
        insightful: ['mikkel', 'adaeze'],
      },
    ],
  },
  {
    key: 'crack-or-hair',
    kind: 'question',
    by: 'eilidh',
    at: '7 15:10',
    title: 'Crack or a hair on the lens? T05, blade B, R 21',
    topics: ['blade-inspection', 'drones'],
    customerWaiting: true,
    body: 'Fine dark line, 12 cm, across the shell on the pressure side. In one picture only; the next one, two metres on, is clean. The customer saw it in the raw data and is nervous.',
    replies: [
      {
        by: 'adaeze',
        at: '7 16:00',
        accepted: '6 11:30',
        body: `
Look at its position *in the picture*, not on the blade. A hair on the lens stands at the same pixel in every picture of that flight.

If it is only in one: check the shadow. A line with a bright edge on the sun's side has depth. Yours has none, and it crosses a
panel joint without a kink, which cracks never do. I say **spider thread**. Class 0.

For the customer: fly that metre again with the next visit, five minutes, and send both pictures.`,
        thanks: ['eilidh', 'mikkel'],
        insightful: ['anton', 'beatriz'],
        replies: [
          {
            by: 'eilidh',
            at: '6 11:25',
            body: 'Flown again, nothing there. The spider has moved on and so has the customer.',
            celebrate: ['adaeze', 'mikkel', 'anton'],
          },
        ],
      },
    ],
  },
  {
    key: 'tape-or-shell',
    kind: 'discussion',
    by: 'siobhan',
    at: '128 10:00',
    title: 'Leading edge after three winters: tape, paint or soft shell?',
    topics: ['leading-edge'],
    body: `
We now have three winters on the same site with all three. My impression from the rope:

- **Tape** peels from the tip end, always at the overlap. Quick to put on, ugly to take off.
- **Paint** is gone at the outer two metres, perfect further in.
- **Shells** look like new, but two of twelve have air under the edge.

Who has numbers?`,
    insightful: ['adaeze', 'camille'],
    replies: [
      {
        by: 'adaeze',
        at: '128 13:40',
        body: 'Numbers from 36 blades: yearly loss by roughness 1.1 % (tape), 1.6 % (paint), 0.4 % (shell). A shell costs four times as much in hours. On sites with more than 900 mm of rain it pays back in the third year, elsewhere never.',
        thanks: ['siobhan', 'eilidh', 'camille'],
      },
      {
        by: 'camille',
        at: '127 08:45',
        body: 'So for Viana paint, for Moray shells? Then I plan two separate crews for the summer.',
        replies: [
          {
            by: 'adaeze',
            at: '127 09:10',
            body: 'Exactly. And nobody bonds a shell above 70 % humidity, that is where the two with air came from.',
            thanks: ['camille', 'siobhan'],
          },
        ],
      },
    ],
  },
  {
    key: 'lps-ohms',
    kind: 'question',
    by: 'anton',
    at: '186 09:15',
    title: 'Lightning conductor from tip receptor to root measures 38 mΩ, last year 22. Is that a finding?',
    topics: ['lightning', 'blades'],
    body: 'Measured with the 10 A micro-ohmmeter, cable compensated. The other two blades: 21 and 23.',
    replies: [
      {
        by: 'adaeze',
        at: '186 11:00',
        accepted: '184 14:00',
        body: 'The limit on the card is 50, so it passes. But a blade that differs from its sisters by more than half is a **class 2 by our own rule**: one joint is corroding. Open the root terminal first, it is the only one you reach without a rope. Clean, new washer, 45 Nm, measure again.',
        thanks: ['anton'],
        insightful: ['mikkel', 'siobhan'],
        replies: [{ by: 'anton', at: '184 13:55', body: '24 mΩ. There was a washer of the wrong metal in it.' }],
      },
    ],
  },
  {
    key: 'drone-permit',
    kind: 'question',
    by: 'beatriz',
    at: '21 08:05',
    title: 'Flying beside the road in Viana 4: do I need a second observer?',
    topics: ['drones', 'safety'],
    body: 'The turbine stands 140 m from the national road. Our operations manual says "observer where the public may be overflown". I do not overfly anybody, but I could.',
    replies: [
      {
        by: 'katharina',
        at: '21 10:30',
        body: 'Yes, take the observer. The buffer is as wide as you are high: at 120 m of height, 140 m leaves nothing for wind. If nobody is free, fly the seaward side alone and leave the road side for Thursday.',
        thanks: ['beatriz', 'mikkel'],
      },
      {
        by: 'mikkel',
        at: '21 12:15',
        body: 'I can be your observer on Thursday by video, but that does not count. Sorry.',
      },
    ],
  },
  {
    key: 'thermal-camera',
    kind: 'idea',
    by: 'mikkel',
    at: '44 16:20',
    title: 'Thermal camera at sunset: delaminations show for twenty minutes',
    topics: ['drones', 'blade-inspection'],
    body: 'While the blade cools down, air pockets stay warm. I tried it on the training blade in Emden: found four of the five pockets that were built in, missed the one under the erosion shell. Worth a flight at Moray, with one turbine we also tap by hand?',
    like: ['adaeze', 'eilidh', 'meilin', 'siobhan'],
    insightful: ['beatriz'],
    replies: [
      {
        by: 'siobhan',
        at: '43 07:50',
        body: 'Choose T11. We are there with the ropes in week two anyway and I tap every blade for you.',
        thanks: ['mikkel'],
      },
      {
        by: 'adaeze',
        at: '1 09:30',
        body: 'Result of T11: seven pockets tapped, five of them seen by the camera, and one the camera saw that the tapping did not. I would like to do it at four more turbines before we write a card.',
        thanks: ['mikkel', 'siobhan'],
        celebrate: ['meilin'],
      },
    ],
  },
  {
    key: 'cure-cold',
    kind: 'question',
    by: 'siobhan',
    at: '98 07:20',
    title: 'Filler does not cure at 8 °C. Heat blanket or wait?',
    topics: ['blades', 'weather'],
    body: 'Two small class 3 repairs left on T06. The data sheet says at least 12 °C for 6 hours. Forecast: 8 to 10 °C for the whole week, dry.',
    replies: [
      {
        by: 'adaeze',
        at: '98 08:00',
        accepted: '97 16:00',
        body: 'Blanket, with the sensor *on the laminate*, not on the blanket. 25 °C at the repair for 3 hours equals the 6 hours at 12. Warm up slowly, 10 K per hour, or the old paint lifts. And write the curve into the report, the insurer asks for it.',
        thanks: ['siobhan'],
        insightful: ['mikkel'],
      },
    ],
  },
  {
    key: 'picture-upload',
    kind: 'question',
    by: 'anton',
    at: '-5:10',
    title: 'Upload from the boat stops at 60 %. Smaller pictures, or a way to resume?',
    topics: ['drones', 'tools'],
    body: '1,900 pictures, 14 GB. The link on board drops every half hour and everything starts again.',
    replies: [
      {
        by: 'meilin',
        at: '-4:20',
        body: 'Use *Sync* instead of *Upload* in the app (long press on the folder). It sends one picture after the other and goes on where it stopped. Please leave the size alone, the classes depend on it.',
        thanks: ['anton'],
      },
    ],
  },
];
