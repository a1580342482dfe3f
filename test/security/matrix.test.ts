import type { Extension, Operation } from '@copkit/core';
import { describe, expect, test } from 'vitest';
import { allows, maySee } from '../../packages/core/src/operations/policy.js';
import { builtIn } from '../../packages/core/src/registry.js';
import { golden } from '../../packages/core/src/testing/permissions/golden.js';
import type { Posts } from '../../packages/core/src/testing/permissions/posts.js';
import { samples } from '../../packages/core/src/testing/permissions/samples.js';
import {
  NOT_COMMITTED,
  standings,
  UNKNOWN,
  visibilities,
  type World,
  worldOf,
} from '../../packages/core/src/testing/permissions/world.js';
import { shippedExtensions } from './extensions.js';
import { inputFor } from './inputs.js';
import { type Answer, served } from './served.js';

// The table of who may do what, over HTTP: every operation of the core and of its extensions, every standing, every
// visibility. What the core's own test finds in process must be what a browser meets.

const extensions: readonly Extension[] = await shippedExtensions();
const operations: readonly Operation[] = [builtIn, ...extensions].flatMap((each) => each.operations ?? []);
const people = standings.filter((standing) => standing !== 'system');

function declared(operation: Operation, world: World, owner: boolean): 'allowed' | 'forbidden' | 'not-found' {
  const standing = operation.community
    ? { ...world.standing, owner }
    : { ...world.standing, community: null, membership: null, owner };
  if (allows(operation.allow, standing)) return 'allowed';
  return operation.community && !maySee(standing) ? 'not-found' : 'forbidden';
}

/** What an answer says about whether the call was allowed: a call that only lacks its commit was. */
function told({ status, code, detail }: Answer, fault: unknown): string {
  if (status === 500) return fault === NOT_COMMITTED ? 'allowed' : `fault: ${fault}`;
  if (code === 'forbidden') return 'forbidden';
  return code === 'not-found' && detail === UNKNOWN ? 'not-found' : 'allowed';
}

/** A removed person comes back by invitation only. */
const besides = (operation: string, standing: string) => operation === 'membership.join' && standing === 'removed';

describe.each(visibilities)('over HTTP, in a community that is %s', (visibility) => {
  test.each(people)('%s may call what is declared and nothing else', async (standing) => {
    const world = await worldOf(standing, visibility, undefined, extensions);
    const { identity } = world;
    if (!identity) throw new Error(`${standing} cannot sign on.`);
    const server = await served(world.org.cop);
    const wrong: unknown[] = [];
    const ask = async (operation: Operation, posts: Posts) => {
      const answer = await server.call(identity, operation.name, inputFor(operation, world, posts));
      return { ...answer, is: told(answer, server.faults.splice(0)[0]) };
    };
    for (const operation of operations) {
      const { name, allow } = operation;
      if (allow.every((grant) => grant === 'system')) {
        const answer = await server.call(identity, name, inputFor(operation, world, world.mine));
        const unheard = await server.call(identity, 'nothing.atAll', {});
        if (answer.text !== unheard.text || answer.status !== 404) wrong.push({ name, answer });
        continue;
      }
      // Whose something is, only a sample of the operation's own can say.
      for (const mine of operation.owner && samples[name] ? [true, false] : [false]) {
        const answer = await ask(operation, mine ? world.mine : world.theirs);
        const expected = declared(operation, world, mine);
        if (answer.is !== expected && !(besides(name, standing) && answer.is === 'forbidden')) {
          wrong.push({ name, mine, expected, answer });
        }
      }
    }
    for (const row of golden.filter((each) => each.standing === standing && each.visibility === visibility)) {
      const operation = operations.find(({ name }) => name === row.operation);
      if (!operation || operation.allow.every((grant) => grant === 'system')) continue;
      const answer = await ask(operation, row.mine ? world.mine : world.theirs);
      if (answer.is !== row.expected) wrong.push({ golden: row, answer });
    }
    expect(wrong).toEqual([]);
  });
});

test('whoever is nobody is refused everywhere, without a word on what is there', async () => {
  const world = await worldOf('member', 'private', undefined, extensions);
  const { url } = await served(world.org.cop);
  const answers = new Set<string>();
  for (const operation of operations) {
    if (operation.allow.every((grant) => grant === 'system')) continue;
    const response = await fetch(`${url}/v1/${operation.name.replace('.', '/')}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(inputFor(operation, world, world.mine)),
    });
    answers.add(`${response.status} ${response.headers.get('www-authenticate')} ${await response.text()}`);
  }
  expect([...answers]).toEqual([expect.stringMatching(/^401 Bearer .*"code":"unauthenticated"/)]);
});
