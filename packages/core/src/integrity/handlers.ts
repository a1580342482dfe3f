export { checkStore } from './check.js';
export { storeStats } from './stats.js';
