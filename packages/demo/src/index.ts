export type { SamplePerson } from './communities/sample.js';
export { people } from './company/people.js';
export { type SampleUnit, units } from './company/units.js';
export { DemoError, type DemoErrorCode, type DemoOptions, type DemoReport, fillDemo } from './demo-store.js';
export { communityIds, subjects } from './ids.js';
export { type SeedOptions, seed } from './seeding/seed.js';
