export { dumpStore } from './dump.js';
export { restoreStore } from './restore.js';
