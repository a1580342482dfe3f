import { subjects } from '../../ids.js';
import type { SampleCommunity } from '../sample.js';
import { beginnings } from './beginnings.js';
import { evaluation } from './evaluation.js';
import { fromTheStations } from './from-the-stations.js';
import { hydraulic } from './hydraulic.js';
import { practices } from './practices.js';
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
    tarek: '540 08:20',
    maike: '538 08:50',
    bram: '520 09:35',
    delphine: '500 10:05',
    kwame: '480 12:40',
    henrik: '475 08:50',
    callum: '470 08:20',
    jurgis: '460 14:15',
    katarzyna: '455 07:10',
    piotr: '440 08:50',
    sietske: '430 10:05',
    ines: '420 07:10',
    imane: '400 08:20',
    tiago: '380 09:35',
    yasmin: '360 10:05',
    liis: '350 07:10',
    eilidh: '335 08:50',
    nils: '320 14:15',
    shreya: '270 12:40',
    dewi: '240 09:35',
    rachid: '195 08:50',
    aoife: '115 10:05',
    petra: '85 08:20',
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
  routed: { at: '300 08:00', waitHours: 24, perRound: 3, rounds: 2 },
  threads: [...beginnings, ...sealing, ...hydraulic],
  practices: [...practices, ...fromTheStations],
  evaluation,
  pageTalk: [
    {
      by: 'maike',
      at: '212 07:50',
      subject: subjects.sealChange,
      body: 'Step 6 names a torque of 25 Nm. On the cartridge of 65 mm it says 18 on the gland. I go by the gland.',
    },
    {
      by: 'priya',
      at: '212 09:15',
      subject: subjects.sealChange,
      body: 'Right: what stands on the part wins. I have asked for a line about it in the next version.',
    },
    {
      by: 'kwame',
      at: '64 10:20',
      subject: subjects.sealChange,
      body: 'We keep the dial gauge in the box with the seal now. Who unpacks the one has the other in the hand.',
    },
  ],
};
