import type { SampleCommunity } from '../sample.js';
import { threads } from './threads.js';

export const blades: SampleCommunity = {
  key: 'blades',
  name: 'Blade Care',
  purpose: 'Every blade is looked at once a year, and no finding waits for lack of an opinion.',
  domain: 'Inspection by drone and rope, leading edges, lightning protection, repairs up to one metre.',
  audience: 'Drone pilots, rope access teams, blade engineers, planners of the summer campaign.',
  mandate: 'Keeps the finding classes and the repair cards; proposes the summer campaign every February.',
  type: 'practice',
  visibility: 'open',
  joinPolicy: 'open',
  topics: ['blades', 'blade-inspection', 'drones', 'leading-edge', 'lightning'],
  founder: 'adaeze',
  founded: '340 09:00',
  sponsor: 'eric',
  members: {
    mikkel: '339 07:30',
    siobhan: '338 08:00',
    anton: '330 12:10',
    eilidh: '326 09:40',
    hana: '305 10:00',
    beatriz: '301 13:25',
    meilin: '280 08:50',
    camille: '302 15:00',
    ingrid: '260 09:15',
    katharina: '150 10:30',
  },
  roles: { siobhan: ['expert', 'member'], mikkel: ['steward', 'member'] },
  dormant: { hana: '60 09:00' },
  read: { anton: '5 12:00', adaeze: '1 08:00' },
  threads,
};
