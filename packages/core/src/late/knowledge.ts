/**
 * What it takes to settle questions, to work with practices, to find what is known and to do what is due, loaded with
 * the first call of any of it. One piece of everything, because each more would also split what it has in common with
 * the rest off into files of their own.
 */
export * as adoptions from '../adoptions/handlers.js';
export * as experts from '../experts/handlers.js';
export { DueJobs } from '../jobs/due-jobs.js';
export * as practices from '../practices/handlers.js';
export * as routing from '../routing/asking.js';
export * as search from '../search/find.js';
export * as subjects from '../subjects/at-work.js';
export * as settling from '../threads/settling.js';
export * as topics from '../topics/handlers.js';
