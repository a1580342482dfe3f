import { apprentices } from './apprentices/charter.js';
import { blades } from './blades/charter.js';
import { dryClimates } from './dry-climates/charter.js';
import { monitoring } from './monitoring/charter.js';
import { paper } from './paper/charter.js';
import { rotor } from './rotor/charter.js';
import { safety } from './safety/charter.js';
import type { SampleCommunity } from './sample.js';
import { seals } from './seals/charter.js';
import { siteLeads } from './site-leads/charter.js';
import { tangier } from './tangier/charter.js';
import { workOrders } from './work-orders/charter.js';

export const communities: readonly SampleCommunity[] = [
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
