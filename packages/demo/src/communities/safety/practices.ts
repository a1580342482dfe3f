import { subjects } from '../../ids.js';
import type { SamplePractice } from '../sample-practice.js';

export const practices: readonly SamplePractice[] = [
  {
    key: 'own-lock',
    by: 'katharina',
    at: '101 09:00',
    answer: 'loto-two-teams/1',
    title: 'A hasp into the hole, and every person an own lock',
    context:
      'Wherever people of more than one team work behind one isolator. HS-020 is the rule, this is how we do it.',
    problem: 'One isolator, one hole, two teams: one of them works under somebody else’s lock.',
    steps: [
      'A hasp with six places into the hole.',
      'Every **person** hangs an own lock. Nobody works under somebody else’s.',
      'The key stays in the pocket, not in the van.',
      'A forgotten lock: phone call, then the site lead, never a bolt cutter without a second signature.',
    ],
    topics: ['lockout', 'safety'],
    subjects: [subjects.lockout],
    steward: 'seun',
    forks: [
      {
        key: 'lock-with-photo',
        by: 'youssef',
        at: '97 10:00',
        title: 'A hasp, own locks, and a tag with a photo',
        note: 'A face and a number on each lock, and nobody has to ask whose it is.',
        approved: { by: 'katharina', at: '96 09:00' },
        steps: [
          'A hasp with six places into the hole.',
          'Every **person** hangs an own lock, with a tag: photo, name, phone number.',
          'The key stays in the pocket, not in the van.',
          'A forgotten lock: call the number on it, then the site lead, never a bolt cutter without a second signature.',
        ],
        offered: { at: '20 09:00', note: 'Six months without one wrong phone call.' },
      },
    ],
    adoptions: [
      { by: 'ruben', adopted: '98 08:00', sustained: '7 09:00' },
      { by: 'youssef', adopted: '95 09:00', adapted: 'lock-with-photo', sustained: '4 09:00' },
      { by: 'luis', adopted: '82 07:30' },
      { by: 'henrik', tried: '60 09:00', adopted: '48 09:00' },
      { by: 'katarzyna', considered: '30 10:00' },
    ],
  },
  {
    key: 'heat-hours',
    by: 'youssef',
    at: '128 10:00',
    approved: { by: 'katharina', at: '127 09:00' },
    title: 'Work above 35 °C: hours, water, shade, two people',
    context: 'Outdoors and in nacelles, halls and wells, above 35 °C where people work.',
    problem: 'The first sign of heat is a silly answer, and whoever is alone gives it to nobody.',
    steps: [
      'Begin at 05:30, heavy work ends at 11:00.',
      '0.75 l of water an hour, and salt biscuits: water alone is not enough.',
      'Ten days before somebody new works a full shift in the heat.',
      'Two people, never one. A silly answer ends the work, without a discussion.',
    ],
    topics: ['safety', 'weather'],
    steward: 'katharina',
    adoptions: [
      {
        by: 'eilidh',
        adopted: '112 15:00',
        adapted: true,
        sustained: '17 15:00',
        benefit: {
          at: '14 15:00',
          hours: { low: 0, mid: 8, high: 30 },
          note: 'Two shifts that did not end in the sick bay. We would do it for nothing.',
        },
      },
      { by: 'delphine', tried: '118 09:00', adopted: '104 09:30', sustained: '10 09:00' },
      { by: 'adaeze', considered: '80 11:00' },
    ],
  },
  {
    key: 'lower-first',
    kind: 'story',
    by: 'salma',
    at: '10 09:00',
    approved: { by: 'katharina', at: '9 08:00' },
    title: 'Three at the cover, fourteen at the bottom',
    context: 'Told by the crew of Tangier 2. HS-031 is the rule.',
    problem:
      'The detector beeped once when we lifted the cover, three ppm for two seconds, and was silent. We had ventilated for fifteen minutes and one of us had a foot on the ladder.',
    steps: [
      'We asked first, and were told to lower the detector on a line: three minutes at each metre.',
      'At three metres it showed **14 ppm**. The gas is heavier than air, the cover tells nothing about the bottom.',
      'We pumped out from above. Nobody went in, and the work took an hour longer.',
    ],
    topics: ['confined-spaces', 'safety'],
    subjects: [subjects.wetWell],
    steward: 'morag',
  },
];
