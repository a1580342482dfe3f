// @ts-check
import apprentices from './apprentices/charter.mjs';
import blades from './blades/charter.mjs';
import dryClimates from './dry-climates/charter.mjs';
import monitoring from './monitoring/charter.mjs';
import paper from './paper/charter.mjs';
import rotor from './rotor/charter.mjs';
import safety from './safety/charter.mjs';
import seals from './seals/charter.mjs';
import siteLeads from './site-leads/charter.mjs';
import tangier from './tangier/charter.mjs';
import workOrders from './work-orders/charter.mjs';

/** @type {readonly import('./sample.js').SampleCommunity[]} */
export const communities = [
  rotor,
  blades,
  seals,
  workOrders,
  apprentices,
  safety,
  dryClimates,
  tangier,
  siteLeads,
  monitoring,
  paper,
];
