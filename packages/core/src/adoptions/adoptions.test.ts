import { describe, expect, test } from 'vitest';
import type { Practice } from '../index.js';
import { everyDocument } from '../testing/documents.js';
import { organisation, refusalOf } from '../testing/organisation.js';
import { DAY, published, type Shop, shop } from '../testing/practices.js';

async function start(): Promise<Shop & { practice: Practice; practiceId: string }> {
  const there = await shop(await organisation());
  const practice = await published(there);
  return { ...there, practice, practiceId: practice.id };
}

describe('a unit', () => {
  test('goes from considering to sustained, and the practice counts it', async () => {
    const { org, bo, cy, practiceId } = await start();
    const considered = await bo.adoptions.adopt({ practiceId, state: 'considering' });
    expect(considered).toMatchObject({
      unit: { id: 'pumps', name: 'pumps' },
      state: 'considering',
      mode: null,
      version: 1,
      outdated: false,
    });
    const adoptionId = considered.id;
    expect(await bo.adoptions.advance({ adoptionId, to: 'trial' })).toMatchObject({ state: 'trial' });
    const adopted = await bo.adoptions.advance({ adoptionId, to: 'adopted' });
    expect(adopted).toMatchObject({ state: 'adopted', mode: 'asIs', sustainableFrom: '2026-04-05' });
    expect(await refusalOf(bo.adoptions.advance({ adoptionId, to: 'sustained' }))).toMatchObject({
      code: 'conflict',
      message: 'Sustained means 90 days of use: this one counts from 2026-04-05 on.',
      field: 'to',
    });
    org.clock.forward(90 * DAY);
    await org.cop.jobs.run();
    await org.cop.jobs.run();
    expect((await bo.inbox.list({ type: 'adoption' })).items).toMatchObject([
      { object: practiceId, actor: null, detail: { outcome: 'due', adoptionId, unit: 'pumps' } },
    ]);
    expect(await bo.adoptions.advance({ adoptionId, to: 'sustained' })).toMatchObject({ state: 'sustained' });
    expect(await cy.practices.get({ practiceId })).toMatchObject({
      state: 'good',
      adoptions: { considering: 0, trial: 0, adopted: 0, sustained: 1 },
      yours: null,
    });
    expect((await bo.practices.get({ practiceId })).yours).toMatchObject({ id: adoptionId, state: 'sustained' });
    const { items } = await org.system.activity.list({ communityId: `c_${practiceId.split('_')[1]}`, limit: 100 });
    const detail = { adoption: adoptionId, unit: 'pumps', version: 1 };
    expect(items.filter(({ object }) => object === practiceId).slice(1)).toMatchObject([
      { verb: 'consider', detail: { ...detail, mode: null } },
      { verb: 'try', detail: { ...detail, mode: null } },
      { verb: 'adopt', detail: { ...detail, mode: 'asIs' }, unitAtEvent: 'pumps' },
      { verb: 'sustain', detail: { ...detail, mode: 'asIs' } },
    ]);
  });

  test('is not asked whether it stays with what was retired', async () => {
    const { org, ada, bo, practiceId } = await start();
    await bo.adoptions.adopt({ practiceId });
    await ada.practices.retire({ practiceId });
    org.clock.forward(90 * DAY);
    expect(await org.cop.jobs.run()).toMatchObject({ done: 1 });
    expect((await bo.inbox.list({ type: 'adoption' })).items).toEqual([]);
  });

  test('has one adoption of a practice, which any of its people take on', async () => {
    const { cy, di, bo, practiceId } = await start();
    const { id: adoptionId } = await cy.adoptions.adopt({ practiceId, state: 'trial' });
    expect(await refusalOf(di.adoptions.adopt({ practiceId }))).toMatchObject({
      code: 'conflict',
      message: `Your unit has an adoption of this practice already (${adoptionId}). Advance that one.`,
    });
    expect(await refusalOf(bo.adoptions.advance({ adoptionId, to: 'adopted' }))).toMatchObject({ code: 'forbidden' });
    expect(await di.adoptions.advance({ adoptionId, to: 'adopted' })).toMatchObject({ state: 'adopted' });
    expect(await refusalOf(cy.adoptions.advance({ adoptionId, to: 'trial' }))).toMatchObject({
      code: 'conflict',
      message: 'An adoption that is adopted cannot become trial next.',
    });
  });

  test('adopts one at a time though two of its people do at the same moment', async () => {
    const { cy, di, practiceId } = await start();
    const outcomes = await Promise.allSettled([cy.adoptions.adopt({ practiceId }), di.adoptions.adopt({ practiceId })]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await cy.adoptions.list({ practiceId })).items).toHaveLength(1);
  });

  test('abandons, and may begin anew', async () => {
    const { bo, ada, practiceId } = await start();
    const { id: adoptionId } = await bo.adoptions.adopt({ practiceId });
    const abandoned = await bo.adoptions.abandon({ adoptionId, reason: 'Too loud' });
    expect(abandoned).toMatchObject({ state: 'abandoned', abandonReason: 'Too loud' });
    expect(abandoned.may).toEqual([]);
    for (const call of [
      () => bo.adoptions.abandon({ adoptionId }),
      () => bo.adoptions.advance({ adoptionId, to: 'adopted' }),
      () => bo.adoptions.upgrade({ adoptionId }),
      () => bo.adoptions.claimBenefit({ adoptionId, hours: { low: 1, mid: 2, high: 3 } }),
    ]) {
      expect(await refusalOf(call())).toMatchObject({ code: 'conflict' });
    }
    expect((await ada.practices.get({ practiceId })).adoptions.adopted).toBe(0);
    expect(await bo.adoptions.adopt({ practiceId, state: 'trial' })).toMatchObject({
      id: adoptionId,
      abandonedAt: null,
    });
  });
});

describe('who is no member', () => {
  const hours = { low: 1, mid: 2, high: 3 };

  test('speaks for no unit, though the community is open and the unit theirs', async () => {
    const { org, bo, practiceId } = await start();
    const { id: adoptionId } = await bo.adoptions.adopt({ practiceId });
    const zoe = org.as('Zoe', { unit: 'pumps' });
    expect((await zoe.adoptions.get({ adoptionId })).may).toEqual([]);
    expect(await refusalOf(zoe.adoptions.claimBenefit({ adoptionId, hours }))).toMatchObject({ code: 'forbidden' });
    expect(await refusalOf(zoe.adoptions.abandon({ adoptionId }))).toMatchObject({ code: 'forbidden' });
  });

  test('speaks no more for the unit they spoke for', async () => {
    const { community, bo, practiceId } = await start();
    const { id: adoptionId } = await bo.adoptions.adopt({ practiceId });
    await bo.membership.leave({ communityId: community.id });
    expect(await refusalOf(bo.adoptions.upgrade({ adoptionId, mode: 'adapted' }))).toMatchObject({ code: 'forbidden' });
  });
});

describe('cannot adopt', () => {
  test('what comes from one’s own unit', async () => {
    const { ed, ada, practiceId, practice } = await start();
    expect(practice.may).not.toContain('adoptions.adopt');
    for (const colleague of [ed, ada]) {
      expect(await refusalOf(colleague.adoptions.adopt({ practiceId }))).toMatchObject({
        code: 'conflict',
        message: 'This practice comes from your own unit, which cannot adopt it.',
        field: 'practiceId',
      });
    }
  });

  test('for no unit', async () => {
    const { org, community, ada, practiceId } = await start();
    const zoe = org.as('Zoe');
    await ada.membership.invite({ communityId: community.id, personId: await org.idOf('Zoe') });
    await zoe.membership.accept({ communityId: community.id });
    expect(await refusalOf(zoe.adoptions.adopt({ practiceId }))).toMatchObject({
      code: 'conflict',
      message: 'Your profile names no unit. A practice is adopted by a unit.',
    });
  });

  test('an old version: the current one is named, and a trial is upgraded first', async () => {
    const { ada, bo, cy, practiceId } = await start();
    const { id: adoptionId } = await bo.adoptions.adopt({ practiceId, state: 'trial' });
    await ada.practices.revise({ practiceId, steps: ['Weigh it.'] });
    const outdated = { code: 'conflict', message: 'Version 2 is current, not 1. Adopt version 2.', field: 'version' };
    expect(await refusalOf(cy.adoptions.adopt({ practiceId, version: 1 }))).toMatchObject(outdated);
    expect(await refusalOf(bo.adoptions.advance({ adoptionId, to: 'adopted' }))).toMatchObject(outdated);
    expect(await bo.adoptions.get({ adoptionId })).toMatchObject({ version: 1, outdated: true });
    expect((await bo.inbox.list({ type: 'new-version' })).items).toMatchObject([
      { object: practiceId, actor: null, detail: { change: 'revised', version: 2, adopted: 1, adoptionId } },
    ]);
    expect(await bo.adoptions.upgrade({ adoptionId })).toMatchObject({ version: 2, outdated: false, state: 'trial' });
    expect(await refusalOf(bo.adoptions.upgrade({ adoptionId }))).toMatchObject({
      message: 'Your unit works by version 2 already, which is current.',
    });
    expect(await bo.adoptions.advance({ adoptionId, to: 'adopted' })).toMatchObject({ state: 'adopted' });
    expect((await cy.adoptions.adopt({ practiceId, version: 2 })).version).toBe(2);
  });

  test('what was superseded: its successor is named; or what was retired', async () => {
    const { ada, bo, cy, community, practiceId } = await start();
    const { id: adoptionId } = await bo.adoptions.adopt({ practiceId });
    const { id } = await ada.practices.create({ communityId: community.id, title: 'Better', steps: ['Do.'] });
    await ada.practices.supersede({ practiceId, byPracticeId: id });
    const message = `This practice was superseded by “Better” (${id}). Adopt that one.`;
    expect(await refusalOf(cy.adoptions.adopt({ practiceId }))).toMatchObject({ code: 'conflict', message });
    expect(await refusalOf(bo.adoptions.upgrade({ adoptionId }))).toMatchObject({ code: 'conflict', message });
    expect((await bo.inbox.list({ type: 'new-version' })).items).toMatchObject([
      { object: practiceId, detail: { change: 'superseded', by: id } },
    ]);
    await ada.practices.retire({ practiceId: id });
    expect(await refusalOf(cy.adoptions.adopt({ practiceId: id }))).toMatchObject({
      message: 'This practice was retired and should not be adopted.',
    });
  });

  test('what is not published', async () => {
    const { bo, cy, community } = await start();
    const { id } = await bo.practices.create({ communityId: community.id, title: 'New', steps: ['Do.'] });
    expect(await refusalOf(cy.adoptions.adopt({ practiceId: id }))).toMatchObject({
      message: 'This practice is not published yet. Wait for its review.',
    });
  });

  test('by an adaptation that is not the unit’s own', async () => {
    const { ada, bo, cy, community, practiceId } = await start();
    const fork = await bo.practices.fork({ practiceId, steps: ['Wet.'] });
    await ada.practices.approve({ practiceId: fork.id });
    const wrong = { code: 'invalid', field: 'forkId' };
    expect(await refusalOf(cy.adoptions.adopt({ practiceId, forkId: fork.id }))).toMatchObject(wrong);
    const other = await bo.practices.create({ communityId: community.id, title: 'Other', steps: ['Do.'] });
    expect(await refusalOf(bo.adoptions.adopt({ practiceId, forkId: other.id }))).toMatchObject(wrong);
    expect(await refusalOf(bo.adoptions.adopt({ practiceId, mode: 'asIs', forkId: fork.id }))).toMatchObject({
      code: 'invalid',
      field: 'mode',
    });
    expect(await refusalOf(bo.adoptions.adopt({ practiceId, mode: 'asIs', state: 'trial' }))).toMatchObject({
      code: 'invalid',
      field: 'mode',
    });
    const draft = await bo.practices.fork({ practiceId, title: 'Drafted', draft: true });
    expect(await refusalOf(bo.adoptions.adopt({ practiceId, forkId: draft.id }))).toMatchObject({
      code: 'conflict',
      field: 'forkId',
      message: 'This adaptation is still a draft. Submit it first.',
    });
    const adapted = await bo.adoptions.adopt({ practiceId, forkId: fork.id });
    expect(adapted).toMatchObject({ mode: 'adapted', forkId: fork.id });
    expect(await bo.adoptions.upgrade({ adoptionId: adapted.id, mode: 'asIs' })).toMatchObject({
      mode: 'asIs',
      forkId: null,
    });
  });
});

describe('two sustained adoptions of independent units', () => {
  test('prove a practice in the same commit, and one that is given up takes it back', async () => {
    const { org, community, ada, ed, bo, cy, practiceId } = await start();
    const pumps = await bo.adoptions.adopt({ practiceId });
    const gates = await cy.adoptions.adopt({ practiceId, mode: 'adapted' });
    org.clock.forward(91 * DAY);
    await bo.adoptions.advance({ adoptionId: pumps.id, to: 'sustained' });
    expect((await bo.practices.get({ practiceId })).state).toBe('good');
    await cy.adoptions.advance({ adoptionId: gates.id, to: 'sustained' });
    expect((await bo.practices.get({ practiceId })).state).toBe('proven');
    const docs = await everyDocument(org.storage);
    const revOf = (collection: string, id: string) =>
      docs.find((doc) => doc.collection === collection && doc.id === id)?.rev;
    expect(revOf('practices', practiceId)).toBe(revOf('adoptions', gates.id));
    for (const keeper of [ada, ed]) {
      const { items } = await keeper.inbox.list({ type: 'adoption' });
      expect(items.filter(({ detail }) => detail.outcome === 'proven')).toHaveLength(1);
    }
    await cy.adoptions.abandon({ adoptionId: gates.id });
    expect((await bo.practices.get({ practiceId })).state).toBe('good');
    const { items } = await org.system.activity.list({ communityId: community.id, limit: 100 });
    expect(items.filter(({ verb }) => verb === 'prove').map(({ detail }) => detail)).toEqual([
      { proven: true, version: 1, units: 2 },
      { proven: false, version: 1, units: 1 },
    ]);
  });

  test('are two though two processes sustain them at the same moment', async () => {
    const { org, bo, practiceId, cy } = await start();
    const other = await organisation({ store: org.store, clockOf: org, seed: 2 });
    const pumps = await bo.adoptions.adopt({ practiceId });
    const gates = await cy.adoptions.adopt({ practiceId });
    org.clock.forward(91 * DAY);
    await Promise.all([
      bo.adoptions.advance({ adoptionId: pumps.id, to: 'sustained' }),
      other.as('Cy', { unit: 'gates' }).adoptions.advance({ adoptionId: gates.id, to: 'sustained' }),
    ]);
    expect((await bo.practices.get({ practiceId })).state).toBe('proven');
  });

  test('need two people who speak for them, and neither may be the author', async () => {
    const { org, community, ada, practiceId } = await start();
    const first = await org.as('Cy', { unit: 'gates' }).adoptions.adopt({ practiceId });
    const moved = org.as('Cy', { unit: 'mill' });
    const second = await moved.adoptions.adopt({ practiceId });
    const author = org.as('Ed', { unit: 'forge' });
    const third = await author.adoptions.adopt({ practiceId });
    org.clock.forward(91 * DAY);
    await ada.adoptions.advance({ adoptionId: first.id, to: 'sustained' });
    await moved.adoptions.advance({ adoptionId: second.id, to: 'sustained' });
    await author.adoptions.advance({ adoptionId: third.id, to: 'sustained' });
    const [practice] = (await ada.practices.list({ communityId: community.id })).items;
    expect(practice).toMatchObject({ state: 'good', adoptions: { sustained: 3 } });
  });

  test('of a practice that waits for its review prove it when it is confirmed, and it is told as ever', async () => {
    const { org, community, ada, bo, cy, ed, practiceId } = await start();
    const adoptions = [await bo.adoptions.adopt({ practiceId }), await cy.adoptions.adopt({ practiceId })];
    org.clock.forward(366 * DAY);
    await org.cop.jobs.run();
    for (const { id: adoptionId } of adoptions) await ada.adoptions.advance({ adoptionId, to: 'sustained' });
    expect((await bo.practices.get({ practiceId })).state).toBe('needsReview');
    expect((await ada.practices.confirm({ practiceId })).state).toBe('proven');
    const proofs = async () => {
      const { items } = await org.system.activity.list({ communityId: community.id, limit: 100 });
      return items.filter(({ verb }) => verb === 'prove').map(({ detail }) => detail);
    };
    expect(await proofs()).toEqual([{ proven: true, version: 1, units: 2 }]);
    const told = (await ed.inbox.list({ type: 'adoption' })).items;
    expect(told.filter(({ detail }) => detail.outcome === 'proven')).toHaveLength(1);

    org.clock.forward(366 * DAY);
    await org.cop.jobs.run();
    expect((await ada.practices.confirm({ practiceId })).state).toBe('proven');
    expect(await proofs()).toHaveLength(1);

    org.clock.forward(366 * DAY);
    await org.cop.jobs.run();
    await bo.adoptions.abandon({ adoptionId: adoptions[0]?.id ?? '' });
    expect((await ada.practices.confirm({ practiceId })).state).toBe('good');
    expect((await proofs()).at(-1)).toEqual({ proven: false, version: 1, units: 1 });
  });
});

describe('a benefit', () => {
  const hours = { low: 10, mid: 25, high: 40 };

  test('is claimed for a unit and corroborated by somebody else', async () => {
    const { org, community, bo, cy, ada, practiceId } = await start();
    const { id: adoptionId } = await bo.adoptions.adopt({ practiceId, state: 'trial' });
    const claim = () => bo.adoptions.claimBenefit({ adoptionId, hours, note: 'Less vibration' });
    expect(await refusalOf(claim())).toMatchObject({ code: 'conflict' });
    await bo.adoptions.advance({ adoptionId, to: 'adopted' });
    expect(await refusalOf(cy.adoptions.corroborate({ adoptionId }))).toMatchObject({
      message: 'Nobody has claimed a benefit of this adoption.',
    });
    const claimed = await claim();
    expect(claimed.benefit).toMatchObject({ hours, note: 'Less vibration', corroboratedAt: null });
    expect(claimed.may).not.toContain('adoptions.corroborate');
    expect(await refusalOf(bo.adoptions.corroborate({ adoptionId }))).toMatchObject({
      code: 'conflict',
      message: 'You claimed this benefit yourself. Somebody else corroborates it.',
    });
    expect((await ada.inbox.list({ type: 'benefit' })).items).toMatchObject([
      { object: practiceId, actor: null, detail: { outcome: 'claimed', adoptionId } },
    ]);
    expect((await cy.adoptions.corroborate({ adoptionId })).benefit?.corroboratedAt).not.toBeNull();
    expect(await refusalOf(ada.adoptions.corroborate({ adoptionId }))).toMatchObject({
      message: 'This benefit is corroborated already.',
    });
    expect((await bo.inbox.list({ type: 'benefit' })).items).toMatchObject([
      { actor: null, detail: { outcome: 'corroborated' } },
    ]);
    expect((await claim()).benefit?.corroboratedAt).toBeNull();
    const { items } = await org.system.activity.list({ communityId: community.id, limit: 100 });
    expect(items.filter(({ verb }) => verb === 'claim' || verb === 'corroborate')).toMatchObject([
      { verb: 'claim', object: practiceId, detail: { adoption: adoptionId, unit: 'pumps', ...hours } },
      { verb: 'corroborate', target: await org.idOf('Bo'), detail: { adoption: adoptionId, ...hours } },
      { verb: 'claim' },
    ]);
  });

  test.each([
    [{ low: 3, mid: 2, high: 4 }, 'hours'],
    [{ low: -1, mid: 2, high: 4 }, 'hours.low'],
    [{ low: 1, mid: 2, high: 1e9 }, 'hours.high'],
    [{ low: 1, mid: Number.NaN, high: 2 }, 'hours.mid'],
  ])('of %j is refused', async (wrong, field) => {
    const { bo, practiceId } = await start();
    const { id: adoptionId } = await bo.adoptions.adopt({ practiceId });
    expect(await refusalOf(bo.adoptions.claimBenefit({ adoptionId, hours: wrong }))).toMatchObject({
      code: 'invalid',
      field,
    });
  });
});

test('lists speak of units: nobody is named, not even by an id', async () => {
  const { org, community, ada, bo, cy, practiceId } = await start();
  const { id: adoptionId } = await bo.adoptions.adopt({ practiceId });
  await cy.adoptions.adopt({ practiceId, state: 'trial' });
  await bo.adoptions.claimBenefit({ adoptionId, hours: { low: 1, mid: 2, high: 3 } });
  await cy.adoptions.corroborate({ adoptionId });
  const units = async (filter: Parameters<typeof ada.adoptions.list>[0]) => {
    const found = await ada.adoptions.list(filter);
    expect(JSON.stringify(found)).not.toMatch(/"p_/);
    return found.items.map(({ unit }) => unit.name);
  };
  expect(await units({ practiceId })).toEqual(['pumps', 'gates']);
  expect(await units({ communityId: community.id })).toEqual(['pumps', 'gates']);
  expect(await units({ practiceId, state: 'trial' })).toEqual(['gates']);
  expect(await units({ communityId: community.id, unit: 'pumps' })).toEqual(['pumps']);
  for (const { collection, body } of await everyDocument(org.storage)) {
    if (collection === 'adoptions') expect(JSON.stringify(body)).not.toMatch(/"p_/);
  }
  expect(await refusalOf(ada.call('adoptions.list', { unit: 'pumps' }))).toMatchObject({ code: 'invalid' });
});
