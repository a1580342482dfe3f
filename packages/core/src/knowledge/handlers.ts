export { definition } from '../topics/vocabulary.js';
export {
  accept,
  authorOfDefinition,
  decline,
  listDefinitions,
  proposalView,
  proposeDefinition,
  withdraw,
} from './defining.js';
export { getMap } from './map.js';
export { getRisk } from './risk.js';
export { importTopics, mergeTopics } from './scheme.js';
export { listTerms, suggestTopics } from './suggesting.js';
