import type { Copkit } from '@copkit/core';
import { Failure } from './failure.js';

/** The id of a community by its id or its name; private ones are found by their id only. */
export async function communityOf(cop: Copkit, text: string): Promise<string> {
  const { communities } = cop.system({ name: 'command line' });
  if (/^c_[0-9a-z]{16}$/.test(text)) return (await communities.get({ communityId: text })).id;
  const found: string[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof communities.list>> = await communities.list({
      text,
      ...(after ? { after } : {}),
    });
    found.push(...page.items.filter(({ name }) => name.toLowerCase() === text.toLowerCase()).map(({ id }) => id));
    after = page.next;
  } while (after);
  const [id, other] = found;
  if (id === undefined) throw new Failure(`there is no listed community "${text}"; give its id where it is private.`);
  if (other !== undefined)
    throw new Failure(`several communities are called "${text}"; give an id: ${found.join(', ')}.`);
  return id;
}
