export { type PostgresOptions, postgres } from './postgres.js';
export { createPostgresViews } from './views.js';
