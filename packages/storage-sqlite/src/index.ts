export { backupSqlite } from './backup.js';
export { inspectSqlite, type SqliteInspection } from './inspect.js';
export { scrubSqlite } from './scrub.js';
export { sqliteSearch } from './search.js';
export { type SqliteOptions, sqlite } from './sqlite.js';
export { createSqliteViews } from './views.js';
