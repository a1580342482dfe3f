import { describe, expect, test } from 'vitest';
import { organisation, refusalOf } from '../testing/organisation.js';
import { published, type Shop, shop } from '../testing/practices.js';

async function forked(): Promise<Shop & { originalId: string; forkId: string }> {
  const there = await shop(await organisation());
  const { id: originalId } = await published(there);
  const fork = await there.bo.practices.fork({
    practiceId: originalId,
    steps: ['Balance it wet.'],
    note: 'Pumps are wet',
  });
  expect(fork).toMatchObject({
    state: 'inReview',
    unit: 'pumps',
    forkOf: { practiceId: originalId, version: 1 },
    subjects: [{ key: 'procedure:OP-114' }],
  });
  await there.ada.practices.approve({ practiceId: fork.id, stewardId: await there.org.idOf('Bo') });
  return { ...there, originalId, forkId: fork.id };
}

describe('a unit adapts a practice', () => {
  test('and its improvements flow back', async () => {
    const { org, community, ada, bo, cy, originalId, forkId } = await forked();
    const adaptations = await cy.practices.list({ communityId: community.id, forkOf: originalId });
    expect(adaptations.items).toMatchObject([{ id: forkId, forkOf: { title: 'Why does stage two hum?' } }]);
    await cy.adoptions.adopt({ practiceId: originalId });
    const merge = () => ada.practices.merge({ practiceId: originalId, forkId });
    expect(await refusalOf(merge())).toMatchObject({
      code: 'conflict',
      message: 'Nobody offers this adaptation. Ask its unit to offer it.',
    });
    await bo.practices.offerBack({ practiceId: forkId, note: 'Works dry, too' });
    expect(await refusalOf(bo.practices.offerBack({ practiceId: forkId }))).toMatchObject({ code: 'conflict' });
    expect((await ada.inbox.list({ type: 'improvement' })).items).toMatchObject([
      { object: forkId, detail: { outcome: 'offered', practiceId: originalId } },
    ]);
    expect(await refusalOf(cy.practices.merge({ practiceId: originalId, forkId }))).toMatchObject({
      code: 'forbidden',
    });
    expect(await merge()).toMatchObject({
      version: 2,
      title: 'Why does stage two hum?',
      steps: [{ body: 'Balance it wet.' }],
    });
    const { items } = await cy.practices.listVersions({ practiceId: originalId });
    expect(items[0]).toMatchObject({ version: 2, note: 'Works dry, too', mergedFrom: forkId });
    expect(await bo.practices.get({ practiceId: forkId })).toMatchObject({
      forkOf: { practiceId: originalId, version: 2 },
      offer: { state: 'merged' },
    });
    expect((await bo.inbox.list({ type: 'improvement' })).items).toMatchObject([
      { object: originalId, detail: { outcome: 'merged', version: 2 } },
    ]);
    expect((await cy.inbox.list({ type: 'new-version' })).items).toMatchObject([
      { object: originalId, actor: null, detail: { change: 'revised', version: 2, adopted: 1 } },
    ]);
    expect(await refusalOf(merge())).toMatchObject({ code: 'conflict' });
    const { items: acts } = await org.system.activity.list({ communityId: community.id, limit: 100 });
    expect(acts.filter(({ verb }) => ['fork', 'offer', 'merge'].includes(verb))).toMatchObject([
      { verb: 'fork', object: forkId, inReplyTo: originalId, detail: { version: 1, unit: 'pumps' } },
      { verb: 'offer', object: forkId, inReplyTo: originalId, detail: { version: 1, unit: 'pumps' } },
      { verb: 'merge', object: originalId, inReplyTo: forkId, detail: { version: 2, unit: 'pumps' } },
    ]);
  });

  test('but merges no adaptation of another', async () => {
    const { community, ada, bo, originalId, forkId } = await forked();
    await bo.practices.offerBack({ practiceId: forkId });
    const other = await ada.practices.create({ communityId: community.id, title: 'Other', steps: ['Do.'] });
    expect(await refusalOf(ada.practices.merge({ practiceId: other.id, forkId }))).toMatchObject({
      code: 'invalid',
      message: `“Why does stage two hum?” (${forkId}) is an adaptation of “Why does stage two hum?” (${originalId}), not of this practice.`,
      field: 'forkId',
    });
    expect(await refusalOf(ada.practices.merge({ practiceId: originalId, forkId: other.id }))).toMatchObject({
      code: 'invalid',
      message: `“Other” (${other.id}) is no adaptation at all, not of this practice.`,
    });
    expect(await refusalOf(ada.practices.offerBack({ practiceId: other.id }))).toMatchObject({ code: 'conflict' });
  });

  test('but not one of its own', async () => {
    const there = await shop(await organisation());
    const practice = await published(there);
    expect(practice.may).not.toContain('practices.fork');
    expect(await refusalOf(there.ed.practices.fork({ practiceId: practice.id }))).toMatchObject({
      code: 'conflict',
      message: 'This practice comes from your own unit. Revise it instead of adapting it.',
    });
    await there.ada.practices.retire({ practiceId: practice.id });
    expect(await refusalOf(there.bo.practices.fork({ practiceId: practice.id }))).toMatchObject({ code: 'conflict' });
  });
});
