// @ts-check
import { drivetrain } from './drivetrain.mjs';
import { measuring } from './measuring.mjs';

/** @type {import('../sample.js').SampleCommunity} */
export default {
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
  founded: '362 08:30',
  sponsor: 'eric',
  members: {
    tomasz: '361 09:10',
    claas: '318 10:20',
    hana: '360 12:00',
    anton: '352 06:40',
    eilidh: '351 15:20',
    mikkel: '340 10:05',
    priya: '331 08:15',
    beatriz: '322 11:45',
    meilin: '300 09:30',
    fenna: '288 13:10',
    ruben: '311 07:00',
    inaki: '290 16:30',
    thabo: '296 10:10',
    jonas: '330 14:00',
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
