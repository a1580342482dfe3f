import type { SampleThread } from '../sample.js';

export const hydraulic: readonly SampleThread[] = [
  {
    key: 'gravel-noise',
    kind: 'question',
    by: 'anton',
    at: '66 10:10',
    title: 'Cooling pump sounds as if it pumped gravel, only on hot days',
    topics: ['cavitation', 'pumps'],
    body: 'Transition piece of T02, glycol 40 %. Pressure swings by half a bar. On cool days it is silent.',
    replies: [
      {
        by: 'fenna',
        at: '66 11:00',
        accepted: '65 09:00',
        body: `
Gravel sound + warm medium + swinging pressure = **cavitation**. Warm glycol boils earlier in the suction eye.

Before you buy anything:

- strainer on the suction side clogged? Pressure difference above 0.2 bar: clean it
- level in the expansion tank: each metre of height is 0.1 bar you get for nothing
- valve on the *suction* side fully open? Throttle on the discharge side only

On the bench your pump needs 2.8 m NPSH at the duty point. With a clogged strainer you may have 2.`,
        thanks: ['anton', 'inaki'],
        insightful: ['priya', 'jonas'],
        replies: [
          {
            by: 'anton',
            at: '65 08:55',
            body: 'Strainer full of sealing tape. Silent since.',
            like: ['fenna', 'gerd'],
          },
        ],
      },
    ],
  },
  {
    key: 'impeller-trim',
    kind: 'question',
    by: 'youssef',
    at: '210 08:40',
    title: 'Pump delivers 18 % too much and the valve is half shut. Trim the impeller?',
    topics: ['impellers', 'pumps'],
    body: 'Larache, 75 kW, 330 mm impeller, runs 6,000 hours a year throttled. Duty point should be 410 m³/h, it would give 485 with the valve open.',
    replies: [
      {
        by: 'priya',
        at: '210 10:00',
        accepted: '208 09:00',
        body: `
Yes, a case out of the book. A trimmed wheel loses flow and head with about the *square* of its diameter:
330 × √(410 / 485) ≈ **303 mm**. That rule promises a little too much trim, so never in one go:

1. turn to 316, test on the bench
2. then in steps of 4 mm until the flow fits; more than 10 % below full diameter costs efficiency
3. balance again to G 6.3

Expected saving about 11 kW, so 66 MWh a year. And keep the drawing: the next wheel comes in full size.`,
        thanks: ['youssef', 'salma', 'luis'],
        insightful: ['fenna', 'eric'],
        replies: [
          {
            by: 'fenna',
            at: '196 14:00',
            body: 'On the bench: at 308 mm it gives 412 m³/h at 38.2 m. I stopped there. Shaft power down from 71 to 59 kW.',
            celebrate: ['priya', 'youssef', 'salma'],
          },
          {
            by: 'youssef',
            at: '150 09:10',
            body: 'Three months later: 17 MWh saved, the operator asks whether we can do the other two. شكراً للجميع',
            celebrate: ['fenna', 'priya', 'eric'],
          },
        ],
      },
    ],
  },
  {
    key: 'paste-price',
    kind: 'discussion',
    by: 'inaki',
    at: '9 15:30',
    title: 'Ceramic coating on the volute: who has done it themselves?',
    topics: ['impellers', 'sand', 'tools'],
    body: 'The offer from outside is €2,900 per casing. The paste costs €180. I have time in winter.',
    replies: [
      {
        by: 'luis',
        at: '9 16:10',
        body: 'Done four. It is all in the blasting: SA 2½, and coated within two hours. Where we waited until after lunch it came off like a plate.',
        thanks: ['inaki'],
        insightful: ['claas', 'priya'],
      },
      {
        by: 'claas',
        at: '8 07:00',
        body: 'The shop in the harbour does it for half, I can give you the mobile number of the owner and what he charged the waterworks of Leer: 1.350.',
        flagged: {
          by: 'thabo',
          at: '8 09:30',
          reason: 'confidential',
          note: 'Names a customer and the price he paid. Please take the second half out, guests read here.',
        },
      },
    ],
  },
  {
    key: 'standby-pump',
    kind: 'idea',
    by: 'fenna',
    at: '25 09:20',
    title: 'Swap duty and standby pump every month, not every year',
    topics: ['pumps', 'bearings', 'mechanical-seals'],
    body: 'Of 19 standby pumps that we started after a year of rest, 7 leaked and 3 had marks of standstill in the bearings. Monthly swapping costs nothing where there is a controller. I have the ten lines for the two most common ones.',
    like: ['gerd', 'priya', 'ruben', 'salma', 'luis'],
    insightful: ['youssef'],
    replies: [
      {
        by: 'ruben',
        at: '25 10:00',
        body: 'The water board in Knock wants equal *starts*, not equal hours. Does it work with that?',
        replies: [
          {
            by: 'fenna',
            at: '25 10:40',
            body: 'Yes, by calendar, at the first start after the 1st of the month.',
            thanks: ['ruben'],
          },
        ],
      },
      {
        by: 'gerd',
        at: '24 07:30',
        body: 'Zustimmung. Bearings and seals die of lying down, like old fitters.',
        celebrate: ['fenna', 'claas', 'jonas', 'luis'],
      },
    ],
  },
];
