export * from './commit-queue.js';
export type * from './contract.js';
export * from './errors.js';
export { type Call, type Fault, type FaultPlan, faulty } from './faulty.js';
export * from './feed.js';
export * from './limits.js';
export { type MemoryOptions, MemoryStore, memory } from './memory.js';
export type * from './search-index.js';
export * from './search-words.js';
