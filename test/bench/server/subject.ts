import { createCopkit } from '@copkit/core';
import { serve } from '@copkit/server/node';
import { passerBy, WRITER } from './filling.js';
import { searchOf, storageOf, type World } from './worlds.js';

/** The header by which a request says that it comes from somebody else than the writer. */
export const PASSING = 'x-passing';

/** copkit behind its server, in a process of its own, on a store that is filled. */
export async function serveCopkit(world: World): Promise<{ readonly url: string }> {
  const cop = await createCopkit({ storage: storageOf(world), search: searchOf(world) });
  const people = new Map<string, ReturnType<typeof passerBy>>();
  const { url } = await serve({
    cop,
    ownProcess: true,
    async authenticate(request) {
      const passing = request.headers.get(PASSING);
      if (passing === null) return WRITER;
      const known = people.get(passing) ?? passerBy(Number(passing));
      people.set(passing, known);
      return known;
    },
  });
  return { url };
}
