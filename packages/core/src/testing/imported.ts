import type { Organisation } from './organisation.js';

export const source = 'stackexchange:pumps';

/** A question with an accepted answer, a comment on it, a duplicate and votes, by people of ten years ago. */
export async function importAll(org: Organisation, change: { body?: string; editedAt?: string } = {}) {
  const { imports } = org.system;
  const { communityId } = await imports.community({
    source,
    name: 'Pumps',
    purpose: 'From elsewhere',
    createdAt: '2015-01-01T00:00:00Z',
  });
  const { personId: asker } = await imports.placeholder({ source, label: 'user 1' });
  const { personId: expert } = await imports.placeholder({ source, label: 'user 2' });
  const of = (sourceId: string) => ({ communityId, source, sourceId });
  await imports.member({ communityId, personId: asker, at: '2015-02-01T00:00:00.000Z' });
  const written = { authorId: asker, at: '2015-03-01T09:00:00Z', kind: 'question', topics: ['seals'] } as const;
  const question = await imports.thread({
    ...of('q1'),
    ...written,
    title: 'Which seal?',
    body: 'Ours leak.',
    ...change,
  });
  const other = await imports.thread({
    ...of('q2'),
    ...written,
    at: '2015-05-01T09:00:00Z',
    title: 'Leaky seals',
    body: 'Again.',
  });
  const answer = await imports.reply({
    ...of('a1'),
    onSourceId: 'q1',
    role: 'answer',
    authorId: expert,
    at: '2015-03-02T09:00:00.500Z',
    body: 'PTFE.',
  });
  const comment = await imports.reply({
    ...of('c1'),
    onSourceId: 'a1',
    role: 'comment',
    authorId: asker,
    at: '2015-03-03T09:00:00Z',
    body: 'Thanks.',
  });
  await imports.accept({ ...of('a1'), at: '2015-03-04T09:00:00Z' });
  await imports.close({ ...of('q2'), at: '2015-05-02T09:00:00Z', reason: 'duplicate', duplicateOfSourceId: 'q1' });
  await imports.votes({
    ...of('q1'),
    days: [
      { day: '2015-03-02', up: 3, down: 1 },
      { day: '2015-03-01', up: 1, down: 0 },
    ],
  });
  return { communityId, asker, expert, question, other, answer, comment };
}
