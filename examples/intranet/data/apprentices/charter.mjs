// @ts-check
import { threads } from './threads.mjs';

/** @type {import('../sample.js').SampleCommunity} */
export default {
  key: 'apprentices',
  name: 'First Wrench',
  purpose:
    'For everybody who is learning the trade here, and for those who remember how it was. No question is too small.',
  domain: 'Vocational training, exams, report books, the training yard in Emden, first weeks on site.',
  audience: 'Apprentices, trainers, and mentors in the units.',
  type: 'interest',
  visibility: 'open',
  joinPolicy: 'open',
  topics: ['training', 'tools', 'safety'],
  founder: 'seun',
  founded: '335 07:30',
  members: {
    jonas: '334 08:00',
    claas: '330 06:45',
    katharina: '320 09:00',
    gerd: '310 07:10',
    fenna: '300 08:30',
    ingrid: '250 10:00',
    luis: '245 09:15',
    mikkel: '200 12:00',
    lina: '82 08:20',
    anton: '30 17:00',
  },
  roles: { jonas: ['steward', 'member'] },
  read: { lina: '4 16:00', seun: '2 08:00' },
  threads,
};
