export { type PostgresOptions, postgres } from './postgres.js';
export { postgresSearch } from './search.js';
export { createPostgresViews } from './views.js';
