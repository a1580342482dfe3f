import type { SampleThread } from '../sample.js';

export const threads: readonly SampleThread[] = [
  {
    key: 'short-text',
    kind: 'announcement',
    by: 'camille',
    at: '290 08:15',
    title: 'Short texts: machine, part, finding. In that order, 40 characters',
    topics: ['work-orders', 'sap-pm'],
    pinned: true,
    body: `
Good: \`T14 main bearing whines 9 rpm\` — Bad: \`Noise in WTG, please check asap!!!\`

The first 40 characters are all that a planner sees in the list, and all that the search finds. Everything else goes into the long
text or, better, into a photo.

*En français, c'est pareil : machine, pièce, constat.*`,
    thanks: ['thabo', 'eilidh', 'luis'],
    like: ['anton', 'hana'],
    replies: [
      {
        by: 'beatriz',
        at: '289 12:00',
        body: 'May I write Portuguese when nobody reads it but us?',
        replies: [
          {
            by: 'camille',
            at: '289 13:10',
            body: 'In the long text always. The short text in English, because Thabo picks the parts from it.',
            thanks: ['thabo', 'beatriz'],
          },
        ],
      },
    ],
  },
  {
    key: 'teco-parts',
    kind: 'question',
    by: 'eilidh',
    at: '58 15:45',
    title: 'Order is technically complete and I still hold two seals from it. How do they get back?',
    topics: ['work-orders', 'spare-parts'],
    body: 'We took four, needed two. If I put them on the shelf, the next person finds seals that officially do not exist.',
    replies: [
      {
        by: 'thabo',
        at: '58 16:20',
        accepted: '57 09:00',
        body: `
You need not reopen anything:

1. \`MIGO\` → *Return for order*, movement type **262**
2. order number, quantity 2, storage location of your *site*, not Emden
3. print the label, stick it on the bag

Done before the 25th the costs are corrected in the same month. After that too, but Éric asks why.`,
        thanks: ['eilidh', 'ruben', 'beatriz'],
        insightful: ['camille'],
        replies: [{ by: 'eilidh', at: '57 08:55', body: 'Took me three minutes. I had feared half a day.' }],
      },
    ],
  },
  {
    key: 'two-orders',
    kind: 'question',
    by: 'anton',
    at: '133 07:10',
    title: 'One boat trip, three turbines: one order or three?',
    topics: ['work-orders'],
    body: 'The trip costs more than the work. If I book it on one turbine, that turbine looks terrible in the statistics.',
    replies: [
      {
        by: 'camille',
        at: '133 08:00',
        accepted: '133 09:30',
        body: 'Three orders, one *superior order* for the trip (type ZTRP). You book the hours on the boat there, and it is split by hours of work at the end of the month. Template "Moray 3×" exists since spring, search for it with F4.',
        thanks: ['anton', 'eilidh', 'siobhan'],
        insightful: ['meilin'],
      },
    ],
  },
  {
    key: 'codes-too-many',
    kind: 'discussion',
    by: 'hana',
    at: '85 09:30',
    title: '312 damage codes, and 61 % of all notifications say "other"',
    topics: ['sap-pm', 'work-orders'],
    body: `
I counted a year of notifications. Twenty codes cover 90 % of what is not "other", and 140 were never used.

If we cut to about 30, I could finally compare sites. Who needs a code that you would miss? Please name it with one real case.`,
    insightful: ['camille', 'meilin', 'luis'],
    like: ['anton', 'eilidh'],
    replies: [
      {
        by: 'luis',
        at: '85 11:00',
        body: '"Cavitation" and "dry running" apart, please. Same look for a hurried person, opposite cure.',
        thanks: ['hana'],
      },
      {
        by: 'siobhan',
        at: '84 19:00',
        body: 'For blades: the class (1 to 5) *is* the code. We need nothing else.',
        like: ['hana'],
      },
      {
        by: 'youssef',
        at: '82 10:15',
        body: 'Sand. We write "other" because sand is not in the list of a company from the North Sea.',
        celebrate: ['hana', 'beatriz', 'camille'],
      },
      {
        by: 'camille',
        at: '60 09:00',
        body: 'Result: 34 codes, in force from the 1st. The list hangs in every van, "sand" is number 7. Old notifications keep theirs.',
        thanks: ['hana', 'youssef', 'luis'],
        celebrate: ['anton', 'eilidh', 'thabo'],
      },
    ],
  },
  {
    key: 'photo-size',
    kind: 'question',
    by: 'beatriz',
    at: '173 11:10',
    title: 'App refuses photos: "attachment too large"',
    topics: ['sap-pm', 'tools'],
    body: 'New tablet, 12 megapixel, each picture 7 MB. The old one did it.',
    replies: [
      {
        by: 'meilin',
        at: '173 11:40',
        accepted: '173 12:20',
        body: 'Limit is 5 MB. Camera → settings → *Work profile* → 8 megapixel, then each has about 2.5 MB and is still sharp enough for a nameplate. I have set it for all new tablets since.',
        thanks: ['beatriz', 'anton'],
      },
    ],
  },
  {
    key: 'wrong-location',
    kind: 'question',
    by: 'ruben',
    at: '47 08:25',
    title: 'I booked six hours on the wrong functional location. Who can change that?',
    topics: ['sap-pm'],
    body: 'PS-KNO-01 instead of PS-KNO-02. Order is confirmed but not yet complete.',
    replies: [
      {
        by: 'thabo',
        at: '47 09:00',
        accepted: '47 09:40',
        body: 'You can. `IW45`, cancel your confirmation, change the location in the head of the order, confirm again. After technical completion only Camille.',
        thanks: ['ruben'],
      },
    ],
  },
  {
    key: 'voice-notes',
    kind: 'idea',
    by: 'siobhan',
    at: '15 17:30',
    title: 'Speak the long text instead of typing it with gloves',
    topics: ['work-orders', 'tools'],
    body: 'On the rope I have one hand and no patience. The tablet understands me well enough ("Moray" becomes "more eh", I can live with that). Could the app take it into the long text?',
    like: ['anton', 'eilidh', 'beatriz', 'ruben', 'claas'],
    replies: [
      {
        by: 'meilin',
        at: '14 09:10',
        body: 'It runs on the tablet itself, nothing leaves the house, so Katharina and the works council are content. I can give it to five people for a month. Who?',
        thanks: ['siobhan'],
      },
      { by: 'anton', at: '14 09:40', body: 'Me.' },
      {
        by: 'claas',
        at: '13 06:50',
        body: 'Platt versteht es nicht, hab ich schon probiert. But I am in.',
        celebrate: ['siobhan', 'meilin', 'luis'],
      },
    ],
  },
  {
    key: 'min-stock',
    kind: 'discussion',
    by: 'thabo',
    at: '29 10:00',
    title: 'Parts we ran out of this quarter, and the new minimum stock',
    topics: ['spare-parts'],
    body: `
| part | out for | waited | new minimum |
|---|---|---|---|
| yaw brake pads | 19 days | Moray, 2 turbines | 24 |
| seal 40 mm SiC | 6 days | Knock | 8 |
| pitch battery 12 V | 11 days | Viana | 40 |

Did anybody wait for something else and did not tell me? Now is the time.`,
    thanks: ['eilidh', 'ruben', 'beatriz', 'camille'],
    replies: [
      {
        by: 'youssef',
        at: '28 09:30',
        body: 'Strainer baskets, 2 mm. We weld them ourselves, so you never saw an order.',
        insightful: ['thabo'],
        replies: [
          {
            by: 'thabo',
            at: '28 10:10',
            body: 'I see one now. Twelve are on the way to Tangier, part number follows.',
            thanks: ['youssef'],
          },
        ],
      },
    ],
  },
  {
    key: 'qr-on-machine',
    kind: 'question',
    by: 'luis',
    at: '-6:05',
    title: 'QR plate on a pump that moves between stations: which location does it open?',
    topics: ['sap-pm', 'pumps'],
    body: 'Six service pumps travel round. The plate opens the station where the pump was in March.',
    replies: [
      {
        by: 'camille',
        at: '-5:15',
        body: 'Plates for travelling pumps must point to the *equipment*, not to the location. Order plates type E from me, then install and dismantle with the app (two taps), and the history travels along.',
        thanks: ['luis'],
      },
    ],
  },
];
