import type { SampleThread } from '../sample.js';

export const measuring: readonly SampleThread[] = [
  {
    key: 'clinic',
    kind: 'announcement',
    by: 'ingrid',
    at: '90 08:00',
    title: 'Vibration clinic: every second Thursday, 13:00, bring one spectrum',
    topics: ['vibration'],
    pinned: true,
    body: `
One hour, one machine per person, no slides. You bring a spectrum that puzzles you, we look at it together, and afterwards it
becomes a thread here with what we decided.

- Emden: room *Windrose* · Esbjerg: hall office · everybody else: the usual call
- If nobody brings anything, we open an old case and let the newest person go first.`,
    like: ['anton', 'hana', 'beatriz', 'fenna', 'meilin'],
    celebrate: ['eric'],
    replies: [
      {
        by: 'beatriz',
        at: '88 10:30',
        body: 'Could it be 13:30? At 13:00 we are in the canteen in Viana.',
        like: ['inaki'],
        replies: [
          {
            by: 'ingrid',
            at: '88 11:00',
            body: 'We keep 13:00 for the boats, but the machine of Viana always comes last.',
            thanks: ['beatriz'],
          },
        ],
      },
    ],
  },
  {
    key: 'inner-or-outer',
    kind: 'question',
    by: 'ruben',
    at: '240 11:10',
    title: 'Envelope line at 4.91 × shaft speed on a 6309: inner or outer race?',
    topics: ['vibration', 'bearings'],
    body: `
Drainage pump 2 in Knock, motor drive end, 6309 deep groove, 1,480 rpm. I see 4.91× and its double, with smaller lines around
each. My table says 4.94 for the inner race. Is 0.03 away still the same thing?`,
    replies: [
      {
        by: 'hana',
        at: '240 12:00',
        accepted: '240 14:15',
        body: `
Yes. Balls slip a little, so real lines lie one to two per cent *off* the table, mostly below.

Two checks you can do in your head:

1. A 6309 has 8 balls, and inner + outer must add up to the number of balls: 4.94 + 3.06 = 8. So 4.91 cannot be the outer race.
2. Lines around each at a distance of 1×: the damage travels through the load zone once per turn. Only the *inner* race does that.

Level?`,
        thanks: ['ruben', 'anton', 'jonas'],
        insightful: ['ingrid', 'fenna', 'priya', 'beatriz'],
        replies: [
          { by: 'ruben', at: '240 14:10', body: '0.9 g, was 0.3 three months ago.' },
          {
            by: 'hana',
            at: '240 14:30',
            body: 'Then order the bearing and plan it within the quarter. Not urgent, not forgotten.',
          },
        ],
      },
    ],
  },
  {
    key: 'iso-4406-jump',
    kind: 'question',
    by: 'anton',
    at: '146 07:45',
    title: 'Oil cleanliness jumped from 18/16/13 to 22/20/17 in one sample. Stop the turbine?',
    topics: ['lubrication', 'gearboxes', 'condition-monitoring'],
    customerWaiting: true,
    body: 'T21, routine sample, lab called this morning. Iron 24 ppm (was 22), water 90 ppm. Sample was taken by a new colleague after the filter change.',
    replies: [
      {
        by: 'tomasz',
        at: '146 08:20',
        accepted: '145 13:00',
        body: `
Do not stop yet. Four code steps mean sixteen times the particles, but **iron did not move**. Sixteen times the particles
without iron is dirt from outside, and nine times out of ten from the sampling:

- bottle opened in the nacelle, or reused
- valve not flushed (at least one litre first)
- drawn right after the filter change, before the oil had gone round ten times

Take a second sample the right way this week. If it repeats, look at the breather: a saturated one lets everything in.`,
        thanks: ['anton', 'eilidh'],
        insightful: ['hana', 'meilin'],
        replies: [
          {
            by: 'anton',
            at: '145 12:55',
            body: 'Second sample: 17/15/12. The valve had not been flushed. Told the customer "sampling error, here is the proof" and they were happy.',
          },
        ],
      },
    ],
  },
  {
    key: 'library-of-spectra',
    kind: 'idea',
    by: 'meilin',
    at: '52 09:00',
    title: 'A library of spectra with the photo of the damage beside each',
    topics: ['vibration', 'condition-monitoring'],
    body: `
We repair about sixty machines a year that somebody had measured before. The spectrum is in one system, the photo in somebody's
phone. Side by side they would teach more than any course.

Proposal: whoever closes a repair order adds *one* photo and the measurement number. I can build the page in two days.`,
    like: ['ingrid', 'hana', 'jonas', 'anton', 'beatriz', 'fenna', 'tomasz'],
    insightful: ['eric'],
    replies: [
      {
        by: 'anton',
        at: '52 10:15',
        body: 'Good, if it costs one minute and not ten. Can the app ask for the photo when I close the order?',
        like: ['eilidh', 'beatriz'],
      },
      {
        by: 'eric',
        at: '50 08:10',
        body: 'I give it two days of Mei-Lin and one of Camille. Please show us ten cases by the end of the quarter, then we decide whether to go on.',
        celebrate: ['meilin', 'hana', 'ingrid'],
      },
      {
        by: 'meilin',
        at: '12 16:00',
        body: 'Seven of ten are in. Missing: a cavitating pump, a loose foot, and anything from Tangier. @[inaki], @[priya]?',
        replies: [
          {
            by: 'priya',
            at: '11 08:30',
            body: 'Cavitation you get this week. I kept an impeller like the surface of the moon.',
            thanks: ['meilin'],
          },
        ],
      },
    ],
  },
  {
    key: 'cable-ties',
    kind: 'discussion',
    by: 'mikkel',
    at: '270 15:00',
    title: 'Cable ties cut through sensor cables in two winters: use these clips',
    topics: ['condition-monitoring', 'tools'],
    body: "Eleven dead accelerometers this year, nine of them with a cut under a cable tie. Rubber-lined P-clips, size 6, part number 40-1187 in our stores. Twenty cents each. One every 30 cm, and a loop of a hand's width before the sensor.",
    thanks: ['hana', 'anton', 'eilidh', 'ruben'],
    replies: [
      {
        by: 'thabo',
        at: '160 10:30',
        body: 'We have 4,000 of them in stock now. They are also in the standard box of the service van.',
        thanks: ['mikkel'],
      },
    ],
  },
  {
    key: 'lager-worte',
    kind: 'discussion',
    by: 'fenna',
    at: '176 12:10',
    title: 'One damage, three languages: words for what a bearing shows',
    topics: ['bearings', 'training'],
    body: `
Reports come back from the workshop because we translate differently. My list, please correct:

| English | Deutsch | Français |
|---|---|---|
| spalling | Ausbrüche, Pittings | écaillage |
| false brinelling | Riffelbildung im Stillstand | faux effet Brinell |
| fluting (current) | Riffelbildung durch Stromdurchgang | cannelures |
| smearing | Anschmierung | grippage léger |
| fretting | Passungsrost | corrosion de contact |`,
    insightful: ['tomasz', 'jonas'],
    replies: [
      {
        by: 'tomasz',
        at: '176 13:00',
        body: 'For *smearing* I read "Gleitschäden" more often than Anschmierung. And please never "Lagerfresser" for everything.',
        thanks: ['fenna'],
      },
      {
        by: 'priya',
        at: '175 09:20',
        body: 'Add the cause to each row. "Fluting" without "look at the shaft earthing" helps nobody.',
        like: ['fenna', 'hana'],
      },
    ],
  },
  {
    key: 'pen-firmware',
    kind: 'question',
    by: 'inaki',
    at: '198 16:00',
    title: 'The old measuring pen does not transfer since the update',
    topics: ['tools'],
    body: 'It says "no route" and keeps the last 20 measurements. Is there a way to save them?',
    replies: [
      {
        by: 'hana',
        at: '198 16:40',
        body: 'Hold *Store* for five seconds, it then offers USB. Copy the file and send it to me, I read it in.',
        thanks: ['inaki'],
      },
    ],
    closed: {
      by: 'hana',
      at: '40 09:00',
      reason: 'obsolete',
      note: 'The pens were replaced by the new sensors.',
    },
  },
  {
    key: 'pump-mount',
    kind: 'question',
    by: 'beatriz',
    at: '-3:25',
    title: 'Magnet or stud for a measurement at 3 kHz on a painted housing?',
    topics: ['vibration', 'tools'],
    body: 'Cooling pump in Viana, thick marine paint. With the magnet I get a lovely line at 3.1 kHz, and I do not believe it.',
  },
];
