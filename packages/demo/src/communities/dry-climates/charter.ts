import type { SampleCommunity } from '../sample.js';
import { threads } from './threads.js';

export const dryClimates: SampleCommunity = {
  key: 'dry-climates',
  name: 'Pumping in Dry Climates',
  purpose: 'Sand, heat and salt wear out what the North Sea spares. We collect what lasts.',
  domain: 'Raw-water and irrigation stations between Tangier and Larache, and every site that gets hotter each year.',
  audience: 'Field Service South, pump engineers, whoever plans stations in the South. English, français, العربية.',
  mandate: null,
  type: 'practice',
  visibility: 'open',
  joinPolicy: 'open',
  topics: ['sand', 'pumps', 'hydraulics'],
  founder: 'youssef',
  founded: '315 08:00',
  members: {
    salma: '314 09:00',
    inaki: '312 10:30',
    priya: '308 08:40',
    fenna: '290 09:20',
    camille: '250 14:10',
    beatriz: '230 12:20',
    gerd: '219 07:30',
    thabo: '180 10:45',
  },
  roles: { salma: ['steward', 'expert', 'member'] },
  read: { youssef: '3 17:00' },
  threads,
};
