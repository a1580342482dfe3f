import { expect, test } from 'vitest';
import { expertise } from '../expertise/expertise.js';
import { foundCommunity, organisation, refusalOf } from '../testing/organisation.js';

async function start() {
  const org = await organisation({ extensions: [expertise()] });
  await org.admin.topics.define({ prefLabel: 'Shroud' });
  const { id: communityId } = await foundCommunity(org, 'Ada', {}, ['Bo', 'Cy']);
  await org.as('Ada').membership.setRoles({ communityId, personId: await org.idOf('Cy'), roles: ['steward'] });
  const propose = (definition: string, topic = 'shroud') =>
    org.as('Bo').knowledge.proposeDefinition({ communityId, topic, definition });
  const current = async () => (await org.admin.topics.get({ topicId: 'shroud' })).definition;
  return { org, communityId, propose, current };
}

test('a member proposes a definition, a steward accepts it, and then it is the glossary’s', async () => {
  const { org, communityId, propose, current } = await start();
  const proposed = await propose('  The outer ring. ');
  expect(proposed).toMatchObject({
    communityId,
    topic: { id: 'shroud', label: 'Shroud' },
    current: null,
    definition: 'The outer ring.',
    by: { id: await org.idOf('Bo') },
    state: 'proposed',
    decidedAt: null,
  });
  expect(await current()).toBeNull();
  const definitionId = proposed.id;
  expect(await refusalOf(org.as('Bo').knowledge.acceptDefinition({ definitionId }))).toMatchObject({
    code: 'forbidden',
  });
  expect((await org.as('Cy').knowledge.acceptDefinition({ definitionId })).state).toBe('accepted');
  await org.cop.sweep();
  expect(await current()).toBe('The outer ring.');
  const terms = await org.as('Bo').knowledge.listTerms({ texts: ['The shroud rubs.'] });
  expect(terms.items[0]?.definition).toBe('The outer ring.');
  const { items } = await org.as('Bo').knowledge.listDefinitions({ communityId, state: 'accepted' });
  expect(items).toMatchObject([{ id: definitionId, current: 'The outer ring.' }]);
});

test('a proposal is decided once; its author may take it back before', async () => {
  const { org, communityId, propose, current } = await start();
  const [one, two] = [await propose('A ring.'), await propose('A disc.')];
  const declined = await org.as('Ada').knowledge.declineDefinition({ definitionId: one.id, reason: 'Which ring?' });
  expect(declined).toMatchObject({ state: 'declined', reason: 'Which ring?' });
  expect(await refusalOf(org.as('Ada').knowledge.acceptDefinition({ definitionId: one.id }))).toMatchObject({
    code: 'conflict',
  });
  expect(await refusalOf(org.as('Cy').knowledge.withdrawDefinition({ definitionId: two.id }))).toMatchObject({
    code: 'forbidden',
  });
  expect((await org.as('Bo').knowledge.withdrawDefinition({ definitionId: two.id })).state).toBe('withdrawn');
  await org.cop.sweep();
  expect(await current()).toBeNull();
  const { items } = await org.as('Bo').knowledge.listDefinitions({ communityId });
  expect(items.map(({ state }) => state)).toEqual(['withdrawn', 'declined']);
});

test('the definition that was accepted last holds, also against one that an administrator wrote since', async () => {
  const { org, propose, current } = await start();
  const [one, two] = [await propose('First.'), await propose('Second.')];
  await org.as('Cy').knowledge.acceptDefinition({ definitionId: two.id });
  await org.as('Cy').knowledge.acceptDefinition({ definitionId: one.id });
  await org.cop.sweep();
  expect(await current()).toBe('First.');
  await org.admin.topics.define({ id: 'shroud', prefLabel: 'Shroud', definition: 'Mine.' });
  await org.cop.sweep();
  await org.cop.sweep();
  expect(await current()).toBe('Mine.');
});

test('only an administrator accepts their own proposal', async () => {
  const { org, communityId, current } = await start();
  const own = (name: string) =>
    org.as(name).knowledge.proposeDefinition({ communityId, topic: 'shroud', definition: `${name}’s.` });
  for (const name of ['Ada', 'Cy']) {
    const { id: definitionId } = await own(name);
    expect(await refusalOf(org.as(name).knowledge.acceptDefinition({ definitionId }))).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Somebody else'),
    });
  }
  await org.cop.sweep();
  expect(await current()).toBeNull();
});

test('what an administrator wrote or imported is replaced by administrators only', async () => {
  const { org, propose, current } = await start();
  const accepted = async (as: Pick<typeof org.admin, 'knowledge'>, definition: string) => {
    const { id: definitionId } = await propose(definition);
    const outcome = await as.knowledge.acceptDefinition({ definitionId }).then(
      ({ state }) => state,
      ({ code }) => code,
    );
    await org.cop.sweep();
    return [outcome, await current()];
  };
  const cy = org.as('Cy');
  expect(await accepted(cy, 'One.')).toEqual(['accepted', 'One.']);
  expect(await accepted(cy, 'Two.')).toEqual(['accepted', 'Two.']);
  await org.admin.topics.define({ id: 'shroud', prefLabel: 'Shroud', definition: 'Mine.' });
  expect(await accepted(cy, 'Three.')).toEqual(['conflict', 'Mine.']);
  expect(await accepted(org.admin, 'Four.')).toEqual(['accepted', 'Four.']);
});

test('a definition follows a topic that was merged meanwhile', async () => {
  const { org, propose } = await start();
  await org.admin.topics.define({ prefLabel: 'Ring' });
  const { id: definitionId } = await propose('The outer ring.');
  await org.admin.knowledge.mergeTopics({ from: 'shroud', into: 'ring' });
  await org.as('Cy').knowledge.acceptDefinition({ definitionId });
  await org.cop.sweep();
  expect((await org.admin.topics.get({ topicId: 'ring' })).definition).toBe('The outer ring.');
});

test('there is nothing to define of what is no topic of the organisation', async () => {
  const { propose } = await start();
  expect(await refusalOf(propose('A wheel.', 'impeller'))).toMatchObject({ code: 'not-found', field: 'topic' });
  expect(await refusalOf(propose(' '))).toMatchObject({ code: 'invalid', field: 'definition' });
});

test('who may decide about a proposal is told of it, and nobody else', async () => {
  const { org, propose, communityId } = await start();
  const { id } = await propose('The outer ring.');
  const told = async (name: string) => (await org.as(name).inbox.list({ type: 'expertise' })).items;
  for (const name of ['Ada', 'Cy']) {
    expect(await told(name), name).toMatchObject([
      {
        actor: { id: await org.idOf('Bo') },
        community: { id: communityId },
        title: 'Shroud',
        detail: { change: 'proposed', definitionId: id },
      },
    ]);
  }
  expect(await told('Bo')).toEqual([]);
  expect((await org.admin.inbox.list({})).items).toEqual([]);
});
