export { type IdbOptions, idb } from './idb.js';
