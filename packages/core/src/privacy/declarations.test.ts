import { expect, test } from 'vitest';
import * as z from 'zod';
import { evaluation } from '../evaluation/evaluation.js';
import { expertise } from '../expertise/expertise.js';
import { moderation } from '../moderation/moderation.js';
import { provisioning } from '../provisioning/provisioning.js';
import { builtIn } from '../registry.js';
import { collection } from '../store/collection.js';
import { concernsNobody } from './declaration.js';
import { declarations, faultsOf } from './declarations.js';
import { privacy } from './index.js';

const known = [builtIn, moderation(), expertise(), evaluation(), provisioning(), privacy()].flatMap(
  ({ collections = [] }) => collections,
);

test('every collection, and every field of it, is declared', () => {
  expect(faultsOf(known, declarations)).toEqual([]);
  expect(Object.keys(declarations).filter((name) => !known.some((each) => each.name === name))).toEqual([]);
});

test('what concerns nobody says why, and what is in the home of a person concerns that person', () => {
  for (const { name, home } of known) {
    const declaration = declarations[name];
    if (!declaration) throw new Error(name);
    if (home === 'person') expect(declaration.none, name).toBeUndefined();
    else expect(concernsNobody(declaration), name).toBe(declaration.none !== undefined);
  }
});

test('a collection or a field that nobody declared is found', () => {
  const ballots = collection({
    name: 'ballots',
    home: 'community',
    audience: 'owner',
    schema: z.strictObject({ a: z.string() }),
  });
  expect(faultsOf([ballots], declarations)).toEqual(['"ballots" is not declared.']);
  const declared = { ballots: { title: 'b', purpose: 'p', kept: 'k', shown: 's', fields: { deed: ['b'] } } };
  expect(faultsOf([ballots], declared)).toEqual([
    '"ballots" has the field "a", whose meaning is not declared.',
    '"ballots" has no field "b".',
  ]);
});
