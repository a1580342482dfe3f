import type { Extension, Operation } from '@copkit/core';
import { describe, expect, test } from 'vitest';
import { allows } from '../../packages/core/src/operations/policy.js';
import { builtIn } from '../../packages/core/src/registry.js';
import { nowhere } from '../../packages/core/src/testing/permissions/samples.js';
import { type World, worldOf } from '../../packages/core/src/testing/permissions/world.js';
import { shippedExtensions } from './extensions.js';
import { idFields, idsOf, inputFor, withValue } from './inputs.js';
import { type Answer, type Served, served } from './served.js';

// What somebody may not know of, and what there is not, must be one: the same answer to the byte, with the same work
// behind it. Asked with every operation, in every place that takes an id, with the id of every kind of thing.

const extensions: readonly Extension[] = await shippedExtensions();
const operations: readonly Operation[] = [builtIn, ...extensions]
  .flatMap((each) => each.operations ?? [])
  .filter(({ allow }) => allow.some((grant) => grant !== 'system'));
const outsiders = ['none', 'requested', 'declined', 'left', 'removed', 'admin'] as const;
/** They hold nothing and everything that one can hold outside: in every field, not only as a whole. */
const thorough: ReadonlySet<string> = new Set(['none', 'admin']);

interface Seen extends Answer {
  /** What was read from the store for it. */
  readonly reads: readonly string[];
}

async function seen(world: World, ask: () => Promise<Answer>): Promise<Seen> {
  world.reads.splice(0);
  const answer = await ask();
  return { ...answer, reads: world.reads.splice(0).sort() };
}

/** With its own words for ids that were sent. */
const told = (seen: Seen, id: string): string =>
  id === '' ? JSON.stringify(seen) : JSON.stringify(seen).replaceAll(id, 'ID');

async function differences(
  world: World,
  server: Served,
  operation: Operation,
  everyField: boolean,
): Promise<unknown[]> {
  const { identity } = world;
  if (!identity) throw new Error('Only people are asked.');
  const elsewhere = nowhere(world);
  const input = inputFor(operation, world, world.theirs);
  const found: unknown[] = [];
  const both = async (what: string, hidden: unknown, absent: unknown, ids: readonly [string, string]) => {
    const ways = operation.kind === 'read' && ids[0] === '' ? (['call', 'read'] as const) : (['call'] as const);
    for (const way of ways) {
      const ask = async (input: unknown, id: string) =>
        told(await seen(world, () => server[way](identity, operation.name, input)), id);
      // What happens in the background now and then reads as well, and what was read is remembered for a while: a
      // difference that comes from what is hidden is there each time.
      let one = '';
      let other = 'not asked yet';
      for (let times = 0; times < 4 && one !== other; times++) {
        one = await ask(hidden, ids[0]);
        other = await ask(absent, ids[1]);
      }
      if (one !== other) found.push({ what: `${operation.name} ${what} by ${way}`, one, other });
    }
  };
  await both('as a whole', input, inputFor(operation, elsewhere, elsewhere.theirs), ['', '']);
  const [hiddenIds, absentIds] = [idsOf(world, world.theirs), idsOf(elsewhere, elsewhere.theirs)];
  for (const { path, kinds: fitting } of everyField ? idFields(operation) : []) {
    for (const kind of fitting) {
      if (kind === 'person') continue;
      const [hidden, absent] = [hiddenIds[kind], absentIds[kind]];
      await both(
        `with a ${kind} in ${path.join('.')}`,
        withValue(input, path, hidden),
        withValue(inputFor(operation, elsewhere, elsewhere.theirs), path, absent),
        [hidden, absent],
      );
    }
  }
  return found;
}

/** The privacy office holds, and looks for words in, communities that administrators are no members of. */
const REACHES_ALL: ReadonlySet<string> = new Set(['privacy.locateText', 'privacy.hold', 'privacy.release']);

/** Nothing that depends on the standing in the community lets this person call it. */
const isOutside = (operation: Operation, { standing }: World) =>
  !(REACHES_ALL.has(operation.name) && allows(operation.allow, { ...standing, owner: false })) &&
  (!operation.community || !allows(operation.allow, { ...standing, owner: true }));

describe('a private community is, to whoever may not know of it, no community', () => {
  test.each(outsiders)('%s', async (standing) => {
    const world = await worldOf(standing, 'private', undefined, extensions);
    const server = await served(world.org.cop);
    const found: unknown[] = [];
    for (const operation of operations) {
      if (isOutside(operation, world))
        found.push(...(await differences(world, server, operation, thorough.has(standing))));
    }
    expect(found).toEqual([]);
  });
});
