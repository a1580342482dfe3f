import { expect, test } from 'vitest';
import { evaluation } from '../evaluation/evaluation.js';
import { foundCommunity, organisation, refusalOf } from '../testing/organisation.js';
import type { CmoText } from './api.js';

const FULL: CmoText = {
  context: ['Two shifts', 'Most ties within a shift'],
  mechanism: { resource: 'A weekly call', reasoning: 'Asking costs nothing there' },
  outcome: 'Questions are asked earlier',
  evidence: ['Minutes of the call'],
  verdict: 'supports',
  theoryVersion: '2',
};

async function world() {
  const org = await organisation({ extensions: [evaluation()] });
  const { id: communityId } = await foundCommunity(org, 'Fay', {}, ['Ada']);
  return { fay: org.as('Fay'), ada: org.as('Ada'), communityId };
}

test('records make a table, by version of the theory, with what each lacks', async () => {
  const { fay, communityId } = await world();
  await fay.realist.record({ communityId, ...FULL });
  await fay.realist.record({ communityId, ...FULL, verdict: 'refutes', theoryVersion: '10' });
  const thin = await fay.realist.record({
    communityId,
    ...FULL,
    evidence: [' '],
    mechanism: { resource: 'A call', reasoning: '' },
  });
  expect(thin.missing).toEqual(['reasoning', 'evidence']);
  const { rows, verdicts } = await fay.realist.getTable({ communityId });
  expect(rows.map(({ missing }) => missing.length)).toEqual([2, 0, 0]);
  expect(verdicts).toEqual([
    { theoryVersion: '2', supports: 1, refutes: 0, refines: 0 },
    { theoryVersion: '10', supports: 0, refutes: 1, refines: 0 },
  ]);
  expect((await fay.realist.getTable({ communityId, theoryVersion: '10' })).rows).toHaveLength(1);

  const whole = await fay.realist.revise({ recordId: thin.id, ...FULL, verdict: 'refines' });
  expect(whole).toMatchObject({ missing: [], verdict: 'refines', by: { id: (await fay.people.getMe()).id } });
  expect((await fay.realist.getTable({ communityId })).verdicts[0]).toMatchObject({ supports: 1, refines: 1 });
  await fay.realist.remove({ recordId: thin.id });
  expect((await refusalOf(fay.realist.remove({ recordId: thin.id }))).code).toBe('not-found');
});

test('it is for those who answer for the community', async () => {
  const { ada, communityId } = await world();
  expect((await refusalOf(ada.realist.record({ communityId, ...FULL }))).code).toBe('forbidden');
  expect((await refusalOf(ada.realist.getTable({ communityId }))).code).toBe('forbidden');
});

test('an empty table has neither rows nor verdicts', async () => {
  const { fay, communityId } = await world();
  expect(await fay.realist.getTable({ communityId })).toEqual({ rows: [], verdicts: [] });
});
