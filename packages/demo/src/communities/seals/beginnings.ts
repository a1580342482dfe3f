import { subjects } from '../../ids.js';
import type { SampleThread } from '../sample.js';

/** From the first months, when the community was small. */
export const beginnings: readonly SampleThread[] = [
  {
    key: 'second-seal-larache',
    kind: 'question',
    by: 'salma',
    at: '470 09:10',
    title: 'Second seal at Larache 1 in ten weeks, both by the book. What does the book not say?',
    topics: ['mechanical-seals', 'pumps'],
    subject: subjects.sealChange,
    body: 'Pump 2, 45 mm, single seal. Changed after OP-114, torque and cleanliness checked by two people. It leaked after five weeks, like the one before.',
    replies: [
      {
        by: 'gerd',
        at: '469 08:05',
        accepted: '466 10:20',
        body: `
The book says how a seal is *changed*. It does not say why it *leaked*. Before you fit the third:

1. Put the old pair into a bag, unwiped.
2. Run-out of the shaft at the sleeve: at most 0.05 mm.
3. Squareness of the stuffing box face: at most 0.05 mm over the diameter.
4. Axial play: at most 0.10 mm.

One of the three numbers will be wrong. I would put my lunch on the last one.`,
        thanks: ['salma', 'youssef'],
        insightful: ['priya', 'ruben', 'luis'],
        replies: [
          {
            by: 'salma',
            at: '466 10:15',
            body: 'Play 0.42. You keep your lunch. Thrust bearing is ordered, and I have bought a dial gauge for each station.',
            celebrate: ['gerd', 'fenna'],
          },
        ],
      },
    ],
  },
  {
    key: 'welcome',
    kind: 'announcement',
    by: 'gerd',
    at: '543 10:00',
    title: 'What this place is for, and the one rule',
    topics: [],
    body: 'Bring the pump that makes you angry. The one rule: whoever gets an answer that helped comes back and says so, also when it was their own mistake. Most of all then.',
    like: ['priya', 'luis', 'fenna'],
  },
];
