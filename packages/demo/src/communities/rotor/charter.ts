import type { SampleCommunity } from '../sample.js';
import { drivetrain } from './drivetrain.js';
import { measuring } from './measuring.js';

export const rotor: SampleCommunity = {
  key: 'rotor',
  name: 'Rotor Dynamics',
  purpose: 'We hear a machine before it fails, and agree on what to do about what we heard.',
  domain:
    'Vibration, bearings, gearboxes and alignment of everything that turns, from a 12-metre rotor to a drainage pump.',
  audience: 'Technicians, analysts and planners who measure, interpret or order repairs.',
  mandate: 'Two hours a fortnight for the clinic; its advice on replacing bearings counts as a technical review.',
  type: 'practice',
  visibility: 'open',
  joinPolicy: 'open',
  topics: ['vibration', 'bearings', 'gearboxes', 'alignment', 'lubrication'],
  founder: 'ingrid',
  founded: '546 08:30',
  sponsor: 'eric',
  members: {
    tomasz: '545 09:10',
    claas: '502 10:20',
    hana: '544 12:00',
    anton: '536 06:40',
    eilidh: '535 15:20',
    mikkel: '524 10:05',
    priya: '515 08:15',
    beatriz: '506 11:45',
    meilin: '484 09:30',
    fenna: '472 13:10',
    ruben: '495 07:00',
    inaki: '474 16:30',
    thabo: '480 10:10',
    jonas: '514 14:00',
  },
  roles: { tomasz: ['expert', 'member'], hana: ['steward', 'member'] },
  read: { anton: '3 16:00', ingrid: '2 17:00', tomasz: '3 12:00', jonas: '30 12:00' },
  drafts: [
    {
      by: 'anton',
      at: '1 15:40',
      thread: 'whine-t14',
      body: 'Back from T14. With silicone on the lip the whine was gone for about ten minutes, then',
    },
  ],
  threads: [...drivetrain, ...measuring],
};
