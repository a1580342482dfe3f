import { join } from 'node:path';
import { type Copkit, createCopkit } from '@copkit/core';
import { expertise } from '@copkit/core/expertise';
import { demoSignOn } from '@copkit/server';
import { type Running, serve } from '@copkit/server/node';
import { postgres } from '@copkit/storage-postgres';
import { people } from './page/people.js';

/** Serves a community with the page and the elements in it. `root` is the folder of the repository. */
export function serveCommunity(cop: Copkit, root: string): Promise<Running> {
  return serve({
    cop,
    authenticate: demoSignOn(Object.values(people)),
    basePath: '/copkit',
    static: [
      { path: '/elements', directory: join(root, 'packages/elements/dist/bundle') },
      { path: '/', directory: join(root, 'test/e2e/page') },
    ],
  });
}

/** What a process of its own does: serves a store that another process may serve as well. */
export async function serveDatabase(url: string, root: string): Promise<void> {
  const cop = await createCopkit({ storage: postgres(url), extensions: [expertise()] });
  const running = await serveCommunity(cop, root);
  console.log(running.url);
}
