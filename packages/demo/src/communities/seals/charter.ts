import type { SampleCommunity } from '../sample.js';
import { hydraulic } from './hydraulic.js';
import { sealing } from './sealing.js';

export const seals: SampleCommunity = {
  key: 'seals',
  name: 'Seals & Impellers',
  purpose: 'A pump that leaks tells a story. We read it together, so that the next seal lasts longer than the last.',
  domain: 'Mechanical seals, packings, impellers, cavitation, and what water does to all of them.',
  audience: 'Pump fitters, station engineers, the test bench, and partners with whom we have an agreement.',
  mandate: 'Customers are named here, so content is for members. Approves every seal that is not in the standard list.',
  type: 'practice',
  visibility: 'closed',
  joinPolicy: 'request',
  topics: ['mechanical-seals', 'pumps', 'cavitation', 'impellers'],
  founder: 'gerd',
  founded: '546 07:00',
  sponsor: 'eric',
  members: {
    priya: '545 08:00',
    luis: '545 09:30',
    fenna: '544 07:45',
    claas: '541 06:30',
    ruben: '542 12:00',
    anton: '511 13:00',
    youssef: '501 09:20',
    salma: '496 08:10',
    inaki: '471 10:40',
    thabo: '441 09:00',
    jonas: '180 15:30',
    seun: '170 11:00',
  },
  roles: { priya: ['expert', 'member'], luis: ['steward', 'member'] },
  invited: { noor: { at: '140 09:00', as: 'guest', accepted: '138 12:30' } },
  requests: [
    {
      by: 'lina',
      at: '1 13:20',
      message:
        'I start in the pump workshop next month, first rotation. Mr Adeyemi says the stories about leaking pumps here are better than the textbook.',
    },
  ],
  read: { anton: '6 15:00', gerd: '2 16:30', noor: '9 10:00' },
  threads: [...sealing, ...hydraulic],
};
