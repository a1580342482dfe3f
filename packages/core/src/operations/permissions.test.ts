import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { evaluation } from '../evaluation/evaluation.js';
import { expertise } from '../expertise/expertise.js';
import type { Extension } from '../extension/extension.js';
import { moderation } from '../moderation/moderation.js';
import { privacy } from '../privacy/index.js';
import { provisioning } from '../provisioning/provisioning.js';
import { builtIn } from '../registry.js';
import { golden } from '../testing/permissions/golden.js';
import { nowhere, samples } from '../testing/permissions/samples.js';
import { permissionTable } from '../testing/permissions/table.js';
import { type Attempt, attempt, standings, visibilities, type World, worldOf } from '../testing/permissions/world.js';
import type { Operation } from './operation.js';
import { allows, maySee } from './policy.js';

// Every operation there is, in one test.
vi.setConfig({ testTimeout: 60_000 });

/** Those that come in an entry point of their own. */
const extensions: readonly Extension[] = [privacy(), moderation(), expertise(), evaluation(), provisioning()];
const operations: readonly Operation[] = [builtIn, ...extensions].flatMap((each) => each.operations ?? []);

test('every operation has a sample, and no sample is left over', () => {
  expect(Object.keys(samples).sort()).toEqual(operations.map(({ name }) => name).sort());
});

/** What was declared, computed. */
function declared(operation: Operation, world: World, owner: boolean): 'allowed' | 'forbidden' | 'not-found' {
  const standing = operation.community
    ? { ...world.standing, owner }
    : { ...world.standing, community: null, membership: null, owner };
  if (allows(operation.allow, standing)) return 'allowed';
  return operation.community && !maySee(standing) ? 'not-found' : 'forbidden';
}

const told = ({ allowed, code }: Attempt) => (allowed ? 'allowed' : code);

/** Rules beyond the policy: a removed person comes back by invitation only. */
const besides = (operation: string, standing: string) => operation === 'membership.join' && standing === 'removed';

const worked = new Set<string>();

describe.each(visibilities)('in a community that is %s', (visibility) => {
  test.each(standings)('%s may call what is declared and nothing else', async (standing) => {
    const world = await worldOf(standing, visibility, undefined, extensions);
    const elsewhere = nowhere(world);
    const wrong: unknown[] = [];
    for (const operation of operations) {
      const { name } = operation;
      const sample = samples[name];
      for (const mine of operation.owner ? [true, false] : [false]) {
        const input = sample?.(world, mine ? world.mine : world.theirs);
        const found = await attempt(world, name, input);
        const expected = declared(operation, world, mine);
        if (found.worked) worked.add(name);
        if (told(found) !== expected && !(besides(name, standing) && found.code === 'forbidden')) {
          wrong.push({ name, mine, expected, found });
        }
        if (expected === 'not-found') {
          const absent = await attempt(world, name, sample?.(elsewhere, mine ? elsewhere.mine : elsewhere.theirs));
          if (absent.message !== found.message || absent.code !== found.code) wrong.push({ name, found, absent });
        }
      }
    }
    for (const row of golden.filter((each) => each.standing === standing && each.visibility === visibility)) {
      const input = samples[row.operation]?.(world, row.mine ? world.mine : world.theirs);
      const found = await attempt(world, row.operation, input);
      if (told(found) !== row.expected) wrong.push({ golden: row, found });
    }
    expect(wrong).toEqual([]);
  });
});

test('every sample is a call that works for somebody', () => {
  expect(operations.map(({ name }) => name).filter((name) => !worked.has(name))).toEqual([]);
});

test('the documentation shows the table of what is declared', () => {
  const page = new URL('../../../../docs/permissions.md', import.meta.url);
  const table = permissionTable(operations);
  if (process.env.UPDATE_DOCS) writeFileSync(page, table);
  expect(readFileSync(page, 'utf8')).toBe(table);
});
