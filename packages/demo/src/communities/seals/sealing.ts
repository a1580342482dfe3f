import type { SampleThread } from '../sample.js';

export const sealing: readonly SampleThread[] = [
  {
    key: 'before-you-open',
    kind: 'announcement',
    by: 'gerd',
    at: '350 07:10',
    title: 'Before you open a leaking seal: five photos, in this order',
    topics: ['mechanical-seals'],
    pinned: true,
    body: `
1. The leak, while it runs, with the nameplate in the picture
2. The gland before you loosen it
3. Both faces **before you wipe them**
4. The springs
5. The shaft under the sleeve

Whoever wipes first has thrown the evidence into the rag. *Erst gucken, dann putzen.*`,
    like: ['priya', 'luis', 'claas', 'fenna'],
    thanks: ['ruben'],
  },
  {
    key: 'third-seal-knock',
    kind: 'question',
    by: 'ruben',
    at: '36 09:00',
    title: 'Third seal in five months on drainage pump 1 in Knock. What am I doing wrong?',
    topics: ['mechanical-seals', 'pumps', 'alignment'],
    customerWaiting: true,
    body: `
Silicon carbide on silicon carbide, EPDM, single seal. Each lasts six to eight weeks, then a litre an hour. Faces look good, no
cracks, wear track a little *wider* than the face. I change it by the book, cleanly, and it comes back.`,
    replies: [
      {
        by: 'gerd',
        at: '36 09:50',
        accepted: '29 12:00',
        body: `
You do nothing wrong with the seal. A track wider than the face means that the shaft **wanders**: the rotating face draws a
bigger circle than it has. The seal is the victim.

Measure, in this order, with the dial gauge:

1. run-out of the shaft at the sleeve: at most 0.05 mm
2. squareness of the stuffing box face: at most 0.05 mm over the diameter
3. axial play: at most 0.10 mm

My bet is number 3: worn thrust bearing.`,
        thanks: ['ruben', 'jonas', 'noor'],
        insightful: ['priya', 'fenna', 'seun'],
        replies: [
          {
            by: 'ruben',
            at: '30 15:20',
            body: 'Run-out 0.03. Squareness 0.04. Axial play: **0.35**. New bearing is in since this morning.',
          },
          {
            by: 'ruben',
            at: '29 11:55',
            body: 'Not a drop. Thank you, Gerd. I had three seals in my hand and never the dial gauge.',
            celebrate: ['gerd', 'priya', 'claas', 'luis'],
          },
        ],
      },
      {
        by: 'noor',
        at: '35 13:30',
        body: 'From the laboratory: if you send me one of the three old pairs I can measure the track width round the circumference. It shows whether the shaft wandered (even) or stood crooked (crescent). Takes a day, no charge, we collect such cases.',
        thanks: ['ruben', 'gerd'],
        replies: [{ by: 'gerd', at: '35 14:00', body: 'Good offer. @[ruben], please pack all three, unwiped.' }],
      },
    ],
  },
  {
    key: 'dry-run-marks',
    kind: 'question',
    by: 'jonas',
    at: '80 10:30',
    title: 'Fine radial cracks on the carbide face, like sunrays: what is this?',
    topics: ['mechanical-seals', 'training'],
    body: 'From a sump pump that came in on Monday. The carbon opposite is nearly new. I have three photos, before wiping!',
    insightful: ['gerd'],
    replies: [
      {
        by: 'priya',
        at: '80 11:05',
        accepted: '80 13:00',
        body: `
Heat checking. The pump ran **dry** for half a minute or so, the face became glowing hot, and then the water came back.

- carbide cracks by the shock, carbon does not mind
- look at the float switch and at the suction pipe, not at the seal
- ask the operator whether it "screamed"; they always remember the scream`,
        thanks: ['jonas', 'ruben'],
        insightful: ['seun'],
        replies: [
          {
            by: 'jonas',
            at: '79 08:15',
            body: 'The float was hanging in a rag. And the neighbour of the station heard "a pig" on Saturday night.',
            like: ['priya', 'gerd', 'luis', 'claas'],
          },
          { by: 'gerd', at: '79 08:40', body: 'Sehr gut beobachtet. Put the rag into the report, with a photo.' },
        ],
      },
    ],
  },
  {
    key: 'epdm-oil',
    kind: 'question',
    by: 'claas',
    at: '155 06:50',
    title: 'O-Ring aufgequollen nach vier Wochen: Wasser mit etwas Öl',
    topics: ['mechanical-seals', 'spare-parts'],
    body: 'Bilgenpumpe auf dem Servicekahn. O-Ringe aus EPDM, jetzt 8 statt 7 mm dick und weich wie Weingummi. Is FKM the answer, or NBR?',
    replies: [
      {
        by: 'gerd',
        at: '155 07:20',
        accepted: '155 07:45',
        body: 'EPDM und Öl vertragen sich nicht, nie. Bilge ist Wasser *mit* Öl: **NBR** reicht bis 100 °C und kostet ein Drittel. FKM nur, wenn es heiß wird. (English: EPDM swells in oil. NBR is enough for a bilge, FKM only when it is hot.)',
        thanks: ['claas', 'thabo'],
        replies: [
          {
            by: 'thabo',
            at: '155 09:00',
            body: 'I have blocked EPDM for the bilge pumps in the parts list, so it cannot be ordered by mistake again.',
            thanks: ['claas', 'gerd', 'luis'],
          },
        ],
      },
    ],
  },
  {
    key: 'cartridge',
    kind: 'discussion',
    by: 'luis',
    at: '110 12:00',
    title: 'Cartridge seals everywhere? What they cost and what they save in our workshop',
    topics: ['mechanical-seals', 'spare-parts'],
    body: `
I counted 62 seal changes of the last year.

- component seals: 3.2 hours each, 7 of 40 leaked again within a month
- cartridges: 1.4 hours each, 1 of 22 leaked again
- a cartridge costs about €310 more

With our hourly rate the cartridge wins from the first repeat on. I would use them for everything above 35 mm shaft.`,
    thanks: ['priya', 'thabo', 'eric'],
    insightful: ['gerd', 'fenna'],
    replies: [
      {
        by: 'gerd',
        at: '110 13:10',
        body: 'Agreed above 50 mm. Below that I want the young people to learn it with component seals. Who never set a seal by hand never understands one.',
        like: ['claas', 'seun', 'jonas'],
      },
      {
        by: 'seun',
        at: '109 08:00',
        body: 'We can do both: by hand on the training pumps, cartridges at the customer.',
        like: ['gerd', 'luis', 'priya'],
      },
      {
        by: 'eric',
        at: '107 09:30',
        body: 'Approved above 50 mm from next quarter, we look again in a year. Luís, please give Camille the numbers.',
        celebrate: ['luis'],
      },
    ],
  },
  {
    key: 'flush-plan',
    kind: 'question',
    by: 'salma',
    at: '18 11:40',
    title: 'Flush with clean water (plan 32) in a station where clean water costs more than the pump?',
    topics: ['mechanical-seals', 'sand'],
    body: 'Tangier 2, raw water with fine sand up to 80 mg/l. The plan wants 4 l/min of clean water per pump, we have six pumps. That is 34 m³ a day.',
    replies: [
      {
        by: 'priya',
        at: '18 13:00',
        body: 'Alternatives, by price:\n\n1. cyclone separator (plan 31): works if sand is heavier than 2.0 and coarser than 50 µm. Send me a sieve curve.\n2. tapered box without flush, both faces silicon carbide: keeps sand away by rotation. I have seen three years on 60 mg/l.\n3. double seal with a closed barrier circuit: no water at all, but a tank to look after.',
        thanks: ['salma', 'youssef'],
        insightful: ['gerd', 'noor'],
      },
      {
        by: 'noor',
        at: '17 09:15',
        body: 'We tested number 2 at 100 mg/l in the laboratory: 4,000 hours with 0.2 mm of wear on the box and nothing on the faces. I may share the report with members here.',
        thanks: ['salma', 'priya'],
        replies: [
          {
            by: 'salma',
            at: '16 08:20',
            body: 'Please do. Sieve curve follows this week, the sample is drying on my window sill.',
          },
        ],
      },
    ],
  },
];
