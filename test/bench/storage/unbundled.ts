import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

// These look for files beside themselves, so they may not become a part of the bundle that a benchmark is.
const load = (file: string) => import(pathToFileURL(join(process.cwd(), file)).href);

export const loadChromium = (): Promise<typeof import('../../chromium.mjs')> => load('test/chromium.mjs');
export const loadPostgres = (): Promise<typeof import('../../postgres.mjs')> => load('test/postgres.mjs');
