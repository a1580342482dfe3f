// @ts-check
import { threads } from './threads.mjs';

/** @type {import('../sample.js').SampleCommunity} */
export default {
  key: 'work-orders',
  name: 'Work Orders That Work',
  purpose: 'A technician needs two minutes for an order, a planner can rely on it, and nobody types anything twice.',
  domain: "SAP PM from the user's side: notifications, orders, confirmations, parts, and the app on the tablet.",
  audience: 'Everybody who opens, plans or closes an order.',
  mandate: 'Decides on codes and short texts; wishes for the app go to Mei-Lin once a month.',
  type: 'practice',
  visibility: 'open',
  joinPolicy: 'open',
  topics: ['work-orders', 'sap-pm', 'spare-parts'],
  founder: 'camille',
  founded: '348 10:00',
  sponsor: 'eric',
  members: {
    thabo: '347 09:00',
    meilin: '346 11:20',
    anton: '340 06:45',
    eilidh: '339 16:00',
    beatriz: '330 12:30',
    luis: '325 08:20',
    hana: '310 10:10',
    ruben: '302 07:15',
    youssef: '299 09:40',
    siobhan: '260 18:00',
    claas: '240 06:40',
    katharina: '190 09:20',
    priya: '120 10:00',
  },
  roles: { thabo: ['steward', 'member'], meilin: ['expert', 'member'] },
  left: { priya: '70 16:00' },
  read: { anton: '2 16:00', camille: '1 16:00' },
  drafts: [
    {
      by: 'anton',
      at: '2 15:10',
      title: 'Can a confirmation wait until the tablet has a network again?',
      body: 'Below deck I have no reception. When I come up again the app',
      topics: ['sap-pm'],
    },
  ],
  threads,
};
