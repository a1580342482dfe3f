export { ConformanceError } from './assert.js';
export type { ConformanceOptions, Harness, Location, OtherProcess, Runner } from './kit.js';
export type { ChapterId, ConformanceRecord, TestRecord } from './record.js';
export { runStorageConformance, storageConformance } from './run.js';
export { type SearchHarness, type SearchLocation, searchIndexConformance } from './search-index.js';
export { writeUntilKilled } from './writers.js';
