import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { type Operation, read } from '../../packages/core/src/operations/operation.js';
import { builtIn, register } from '../../packages/core/src/registry.js';
import { shippedExtensions } from '../security/extensions.js';
import { partsOf } from './answers.js';
import { faultsOf, givesFigures } from './faults.js';

const operations = [...register([builtIn, ...(await shippedExtensions())]).operations.values()];

test('no operation of the API gives a score or a ranking of people, and no figure names anybody', () => {
  expect(faultsOf(operations)).toEqual([]);
});

test('what gives figures is found, by its name or by what it answers', () => {
  const found = operations.filter((operation) => givesFigures(operation, partsOf(operation.output)));
  expect(found.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['metrics.get', 'knowledge.getRisk', 'outcomes.get', 'surveys.getResults', 'ledger.list']),
  );
});

describe('an operation that tells of single people is noticed', () => {
  const made = (name: string, output: z.ZodType, input: z.ZodType = z.strictObject({ communityId: z.string() })) =>
    read<never, unknown>({
      name,
      summary: 'Made up.',
      input: input as never,
      output,
      allow: ['sponsor'],
      community: () => '',
      run: async () => ({}),
    }) as Operation;
  const card = operations.find(({ name }) => name === 'people.get')?.output as z.ZodType;

  test.each<[string, Operation, RegExp]>([
    [
      'a score beside an id',
      made(
        'leaders.list',
        z.strictObject({ items: z.array(z.strictObject({ personId: z.string(), score: z.number() })) }),
      ),
      /"score" beside a person/,
    ],
    [
      'a rank beside a card',
      made('leaders.get', z.strictObject({ person: card, rank: z.int().nullable() })),
      /"rank" beside a person/,
    ],
    ['a list in any order', made('leaders.list', z.strictObject({ items: z.array(card) })), /list of people/],
    ['a list of names', made('metrics.getTop', z.strictObject({ by: z.string() })), /names people beside figures/],
    ['one person among figures', made('metrics.getChampion', z.strictObject({ best: card })), /names people/],
    [
      'numbers by id',
      made('metrics.getShares', z.strictObject({ shares: z.record(z.string(), z.number()) })),
      /figures under any name/,
    ],
    [
      'whatever counts the people behind it',
      made('help.get', z.strictObject({ nPersons: z.number(), mostHelpful: z.strictObject({ userId: z.string() }) })),
      /names people beside figures/,
    ],
    [
      "one's own ties, asked by somebody else",
      made('metrics.getMyTies', z.strictObject({}), z.strictObject({ personId: z.string() })),
      /can be asked about somebody else/,
    ],
  ])('%s', (_what, operation, message) => {
    expect(faultsOf([operation]).join('\n')).toMatch(message);
    expect(faultsOf([...operations, operation])).not.toEqual([]);
  });
});
