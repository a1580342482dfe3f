/**
 * What importers, operators and whoever answers for a community call, and what people do less often than they read and
 * write, loaded with the first call of any of it. One piece
 * for the same reason as `knowledge.ts`.
 */
export * as communities from '../communities/handlers.js';
export * as drafts from '../drafts/handlers.js';
export * as dumps from '../dump/handlers.js';
export * as imports from '../imports/handlers.js';
export * as integrity from '../integrity/handlers.js';
export * as membership from '../membership/handlers.js';
export * as metrics from '../metrics/handlers.js';
export * as outcomes from '../outcomes/handlers.js';
export * as people from '../people/handlers.js';
export * as withholding from '../threads/handlers.js';
