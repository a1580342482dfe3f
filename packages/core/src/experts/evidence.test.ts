import type { Json, StoredDoc } from '@copkit/storage';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CommunityEvidence } from './evidence.js';
import { DAY_MS } from './formulas.js';
import { best, Expertise, highest } from './ranking.js';
import { sought } from './words.js';

const NOW = Date.parse('2026-01-05T08:00:00.000Z');
const daysAgo = (days: number) => new Date(NOW - days * DAY_MS).toISOString();
const doc = (collection: string, id: string, body: unknown): StoredDoc => ({
  collection,
  id,
  rev: '',
  body: body as Json | null,
});

const member = (personId: string, state = 'active') =>
  doc('memberships', personId, { personId, state, roles: ['member'], joinedAt: daysAgo(900) });
const thread = (id: string, title: string, more: Record<string, unknown> = {}) =>
  doc('threads', id, {
    id,
    title,
    body: '',
    topics: [],
    authorId: 'asker',
    createdAt: daysAgo(400),
    visibility: 'visible',
    acceptedReplyId: null,
    ...more,
  });
const answer = (id: string, threadId: string, authorId: string, body: string, more: Record<string, unknown> = {}) =>
  doc('replies', id, {
    id,
    threadId,
    authorId,
    body,
    role: 'answer',
    createdAt: daysAgo(0),
    visibility: 'visible',
    ...more,
  });
const votes = (threadId: string, postId: string, up: number, down: number) =>
  doc('tallies', `${threadId}:${postId}`, { reactions: {}, votes: [{ day: '2026-01-01', up, down }] });
const adoption = (id: string, practiceId: string, unit: string, state: string) =>
  doc('adoptions', id, { practiceId, unit, state, sustainedAt: null, adoptedAt: daysAgo(0), updatedAt: daysAgo(0) });
const practice = (id: string, authorId: string, title: string, state: string, more: Record<string, unknown> = {}) =>
  doc('practices', id, {
    id,
    title,
    state,
    authorId,
    problem: 'It hums.',
    steps: ['Balance the rotor.'],
    context: '',
    topics: [],
    updatedAt: daysAgo(10),
    stewardId: null,
    unit: null,
    reviewed: null,
    ...more,
  });

function evidenceOf(docs: readonly StoredDoc[]): CommunityEvidence {
  const evidence = new CommunityEvidence();
  for (const each of docs) evidence.take(each);
  return evidence;
}

function scores(evidence: CommunityEvidence, text: string): Record<string, number> {
  const found = evidence.search(sought(text, []));
  const people = new Expertise([found], highest(found), NOW);
  return Object.fromEntries(people.personIds().map((personId) => [personId, people.of(personId)]));
}

const expectSame = (one: Record<string, number>, other: Record<string, number>) => {
  expect(Object.keys(one).sort()).toEqual(Object.keys(other).sort());
  for (const [personId, score] of Object.entries(one)) expect(score).toBeCloseTo(other[personId] as number, 9);
};

describe('the expertise of people', () => {
  test('is the sum over their items, computed by hand', () => {
    // Every document has four words ("rotor hums" twice), so BM25 is idf · tf · 2.2 / (tf + 1.2), and the best item,
    // in which "rotor" stands three times, is measured by itself.
    const evidence = evidenceOf([
      member('ann'),
      member('ben'),
      thread('t1', 'rotor', { acceptedReplyId: 'r1' }),
      thread('t2', 'hums'),
      answer('r1', 't1', 'ann', 'rotor seal', { createdAt: daysAgo(365) }),
      answer('r2', 't1', 'ben', 'seal seal'),
      answer('r3', 't2', 'ben', 'rotor seal'),
      votes('t1', 'r1', 5, 2),
    ]);
    const saturated = (times: number) => (times * 2.2) / (times + 1.2);
    const similarity = (times: number) => saturated(times) / saturated(3);
    const ann = (1 + 0.5 * Math.log(1 + 3) + 0.5) * 0.5;
    const ben = similarity(2) ** 2 + similarity(1) ** 2;
    expectSame(scores(evidence, 'rotor'), { ann, ben });
  });

  test('comes from practices as well, once they are published, and more when they are proven', () => {
    const docs = [member('ann'), practice('h1', 'ann', 'Rotors that hum', 'good')];
    const age = 2 ** (-10 / 365);
    expectSame(scores(evidenceOf(docs), 'rotor'), { ann: 2 * age });
    const proven = [...docs, practice('h1', 'ann', 'Rotors that hum', 'proven')];
    expectSame(scores(evidenceOf(proven), 'rotor'), { ann: 2 * 1.5 * age });
    expect(scores(evidenceOf([...docs, practice('h1', 'ann', 'Rotors that hum', 'retired')]), 'rotor')).toEqual({});
    expect(scores(evidenceOf([member('ann'), practice('h1', 'ann', 'Rotors', 'draft')]), 'rotors')).toEqual({});
  });

  test('comes to authors from units that work by their practice, more from those that stay with it, but for their own', () => {
    const docs = [member('ann'), practice('h1', 'ann', 'Rotors that hum', 'good', { unit: 'north' })];
    const ofPractice = 2 * 2 ** (-10 / 365);
    const adopted = (...more: StoredDoc[]) => scores(evidenceOf([...docs, ...more]), 'rotor').ann;
    expect(adopted(adoption('a1', 'h1', 'south', 'adopted'))).toBeCloseTo(ofPractice + 0.5, 9);
    expect(adopted(adoption('a1', 'h1', 'south', 'sustained'))).toBeCloseTo(ofPractice + 0.75, 9);
    const two = [adoption('a1', 'h1', 'south', 'adopted'), adoption('a2', 'h1', 'west', 'adopted')];
    expect(adopted(...two)).toBeCloseTo(ofPractice + 1, 9);
    expect(adopted(...two, doc('adoptions', 'a1', null))).toBeCloseTo(ofPractice + 0.5, 9);
    expect(adopted(...two, practice('h1', 'ann', 'Rotors that hum', 'retired'))).toBeUndefined();
    for (const counted of [
      adoption('a1', 'h1', 'north', 'adopted'),
      adoption('a1', 'h1', 'south', 'trial'),
      adoption('a1', 'h1', 'south', 'abandoned'),
    ])
      expect(adopted(counted)).toBeCloseTo(ofPractice, 9);
  });

  test('comes to the steward who confirmed a practice of another’s', () => {
    const reviewed = { stewardId: 'ben', reviewed: { at: daysAgo(0), note: null } };
    const of = (more: Record<string, unknown>) =>
      scores(evidenceOf([member('ann'), member('ben'), practice('h1', 'ann', 'Rotors', 'good', more)]), 'rotors');
    expect(of(reviewed).ben).toBeCloseTo(0.5, 9);
    expect(of({ ...reviewed, reviewed: null })).not.toHaveProperty('ben');
    expect(of({ ...reviewed, stewardId: 'ann' }).ann).toBeCloseTo(of({}).ann as number, 9);
  });

  test('comes from what an extension says of somebody', () => {
    const told = doc('contributions', 's1', {
      personId: 'ann',
      kind: 'story',
      title: 'How the rotor was saved',
      text: 'It hummed no more.',
      topics: [],
      at: daysAgo(0),
    });
    const evidence = evidenceOf([member('ann'), told]);
    expect(scores(evidence, 'hummed')).toEqual({ ann: 1 });
    evidence.take(doc('contributions', 's1', null));
    expect(scores(evidence, 'hummed')).toEqual({});
  });

  test('does not come from what its author disputes', () => {
    const docs = [member('ann'), thread('t1', 'Why?', { topics: ['rotors'] }), answer('r1', 't1', 'ann', 'Damping.')];
    const dispute = (more: Record<string, unknown>) =>
      doc('disputes', 'r1:ann', { personId: 'ann', itemId: 'r1', whole: false, topics: [], at: daysAgo(0), ...more });
    const moved = evidenceOf([...docs, dispute({ topics: [{ topicId: 'rotors', insteadId: 'seals' }] })]);
    expect(scores(moved, 'rotors')).toEqual({});
    expect(scores(moved, 'seals')).toEqual({ ann: 1 });
    expect(moved.itemsOf('ann').map(({ topics }) => topics)).toEqual([['seals']]);
    expect([...moved.search(sought('damping', ['rotors']), ['rotors']).places]).toEqual([]);
    expect([...moved.search(sought('damping', []), ['seals']).places]).toHaveLength(1);
    const whole = evidenceOf([...docs, dispute({ whole: true })]);
    expect(scores(whole, 'damping')).toEqual({});
    whole.take(doc('disputes', 'r1:ann', null));
    expect(scores(whole, 'damping rotors')).toEqual({ ann: 1 });
  });

  test('does not come from comments, questions, what was withdrawn or hidden, or people who left', () => {
    const docs = [
      member('ann'),
      member('ben'),
      thread('t1', 'rotor', { authorId: 'ben' }),
      answer('r1', 't1', 'ann', ''),
    ];
    expect(Object.keys(scores(evidenceOf(docs), 'rotor'))).toEqual(['ann']);
    const without: StoredDoc[] = [
      thread('t1', 'rotor', { visibility: 'hidden' }),
      thread('t1', 'rotor', { visibility: 'withdrawn' }),
      answer('r1', 't1', 'ann', '', { visibility: 'withdrawn' }),
      answer('r1', 't1', 'ann', '', { role: 'comment' }),
      member('ann', 'left'),
      doc('memberships', 'ann', null),
      doc('replies', 'r1', null),
      doc('threads', 't1', null),
    ];
    for (const change of without) expect(scores(evidenceOf([...docs, change]), 'rotor')).toEqual({});
    const back = [...docs, member('ann', 'left'), member('ann', 'dormant')];
    expect(scores(evidenceOf(back), 'rotor')).toEqual(scores(evidenceOf(docs), 'rotor'));
  });

  test('is found by the words of the question and of its topics', () => {
    const docs = [
      member('ann'),
      thread('t1', 'Why?', { topics: ['oil-film'], body: 'It *whirls*.' }),
      answer('r1', 't1', 'ann', 'Damping.'),
    ];
    for (const text of ['whirls', 'film', 'DAMPING']) expect(scores(evidenceOf(docs), text)).toEqual({ ann: 1 });
  });
});

describe('evidence', () => {
  const people = ['ann', 'ben', 'cy'];
  const threadIds = ['t1', 't2', 't3'];
  const replyIds = ['r1', 'r2', 'r3', 'r4', 'r5', 'r6'];
  const text = fc.constantFrom('rotor hums', 'rotor', 'pump seal rotor', 'seal');
  const age = fc.nat({ max: 900 });
  const change: fc.Arbitrary<StoredDoc> = fc.oneof(
    fc
      .tuple(fc.constantFrom(...people), fc.constantFrom('active', 'active', 'dormant', 'left'))
      .map(([personId, state]) => member(personId, state)),
    fc
      .tuple(
        fc.constantFrom(...threadIds),
        text,
        fc.constantFrom('visible', 'visible', 'withdrawn', 'hidden'),
        fc.option(fc.constantFrom(...replyIds)),
      )
      .map(([id, title, visibility, acceptedReplyId]) => thread(id, title, { visibility, acceptedReplyId })),
    fc
      .tuple(
        fc.constantFrom(...replyIds),
        fc.constantFrom(...threadIds),
        fc.constantFrom(...people),
        text,
        age,
        fc.constantFrom('answer', 'answer', 'comment'),
      )
      .map(([id, threadId, authorId, body, days, role]) =>
        answer(id, threadId, authorId, body, { createdAt: daysAgo(days), role }),
      ),
    fc
      .tuple(fc.constantFrom(...replyIds), fc.nat({ max: 9 }), fc.nat({ max: 9 }))
      .map(([id, up, down]) => votes('t', id, up, down)),
    fc
      .tuple(
        fc.constantFrom('h1', 'h2'),
        fc.constantFrom(...people),
        text,
        fc.constantFrom('draft', 'good', 'proven', 'retired'),
      )
      .map(([id, authorId, title, state]) => {
        const stewardId = id === 'h1' ? 'ben' : null;
        return practice(id, authorId, title, state, { stewardId, reviewed: { at: daysAgo(3), note: null } });
      }),
    fc
      .tuple(
        fc.constantFrom('a1', 'a2'),
        fc.constantFrom('h1', 'h2'),
        fc.constantFrom('considering', 'adopted', 'sustained', 'abandoned'),
      )
      .map(([id, practiceId, state]) => adoption(id, practiceId, `unit of ${id}`, state)),
    fc
      .tuple(fc.constantFrom(...replyIds, 'h1', 'h2'), fc.constantFrom(...people), fc.boolean())
      .map(([itemId, personId, whole]) =>
        doc('disputes', `${itemId}:${personId}`, {
          personId,
          itemId,
          whole,
          topics: [{ topicId: 'rotors', insteadId: 'seals' }],
          at: daysAgo(1),
        }),
      ),
    fc
      .tuple(
        fc.constantFrom('replies', 'threads', 'tallies', 'practices', 'memberships', 'adoptions', 'disputes'),
        fc.constantFrom(...replyIds, ...threadIds, ...people, 'h1', 't:r1', 'a1', 'r1:ann', 'h1:ann'),
      )
      .map(([collection, id]) => doc(collection, id, null)),
  );

  test('after any changes is that of a start afresh from what is left, in any order', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 80 }), fc.nat(), (changes, salt) => {
        const latest = new Map(changes.map((each) => [`${each.collection} ${each.id}`, each]));
        const order = ({ collection, id }: StoredDoc) =>
          `${(collection.length * 7 + id.charCodeAt(1) * (salt + 1)) % 11}${id}`;
        const left = [...latest.values()].filter(({ body }) => body !== null);
        const afresh = evidenceOf(left.toSorted((a, b) => (order(a) < order(b) ? -1 : 1)));
        const kept = evidenceOf(changes);
        expect(kept.size).toBe(afresh.size);
        for (const query of ['rotor', 'seal hums', 'pump rotor hums']) {
          expectSame(scores(kept, query), scores(afresh, query));
        }
        for (const personId of people) {
          const wrote = (evidence: CommunityEvidence) => evidence.standings.askable.get(personId) ?? null;
          const moments = (evidence: CommunityEvidence) => [wrote(evidence)?.answers.all, wrote(evidence)?.others.all];
          expect(moments(kept)).toEqual(moments(afresh));
          const ids = (evidence: CommunityEvidence) =>
            evidence
              .itemsOf(personId)
              .map(({ id }) => id)
              .sort();
          expect(ids(kept)).toEqual(ids(afresh));
        }
      }),
      { seed: 20260105, numRuns: 300 },
    );
  });

  test('is explained: what each item adds makes the score', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
        const found = evidenceOf([...people.map((personId) => member(personId)), ...changes]).search(
          sought('rotor hums', []),
        );
        const known = new Expertise([found], highest(found), NOW);
        for (const personId of known.personIds()) {
          const sum = known.contributionsOf(personId).reduce((total, { points }) => total + points, 0);
          expect(sum).toBeCloseTo(known.of(personId), 9);
        }
      }),
      { seed: 20260105, numRuns: 100 },
    );
  });

  test('of which the best are taken is what sorting all of it gives', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 20 }), { maxLength: 300 }), (values) => {
        const items = values.map((value, at) => ({ ...evidenceItem, id: `r${at}`, at: NOW - (value % 3) }));
        const found = {
          people: [],
          numberOf: () => null,
          places: Uint32Array.from(values.keys()),
          scores: Float64Array.from(values),
          votes: {
            authors: new Uint32Array(values.length),
            weights: new Float64Array(values.length),
            moments: Float64Array.from(items, ({ at }) => at),
          },
          itemAt: (place: number) => items[place] ?? null,
        };
        const all = best(found, values.length);
        const some = best(found, 20);
        expect([...some.places]).toEqual([...all.places].slice(0, 20));
        expect([...some.scores]).toEqual(values.toSorted((a, b) => b - a).slice(0, 20));
      }),
      { seed: 20260105 },
    );
  });
});

const evidenceItem = {
  id: '',
  itemId: '',
  kind: 'answer',
  personId: 'ann',
  threadId: null,
  title: '',
  topics: [],
  denied: [],
  at: NOW,
  accepted: false,
  votes: 0,
} as const;
