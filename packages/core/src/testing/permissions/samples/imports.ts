import type { Samples } from './sample.js';

const imported = { source: 'fixture', at: '2025-06-02T09:00:00.000Z' };

export const importSamples: Samples = {
  'imports.community': () => ({ source: 'elsewhere', name: 'Valves', purpose: 'Tightness' }),
  'imports.member': ({ communityId, strangerId }) => ({ communityId, personId: strangerId, at: imported.at }),
  'imports.placeholder': () => ({ source: 'elsewhere', label: 'user 7' }),
  'imports.thread': ({ communityId, memberId }) => ({
    ...imported,
    communityId,
    sourceId: 'new question',
    authorId: memberId,
    kind: 'question',
    title: 'Why?',
    body: 'It hums.',
    topics: [],
  }),
  'imports.reply': ({ communityId, memberId }, { ownerId }) => ({
    ...imported,
    communityId,
    sourceId: 'new answer',
    onSourceId: `open of ${ownerId}`,
    authorId: memberId,
    role: 'answer',
    body: 'So does mine.',
  }),
  'imports.accept': ({ communityId }, { ownerId }) => ({
    ...imported,
    communityId,
    sourceId: `answer of ${ownerId}`,
  }),
  'imports.close': ({ communityId }, { ownerId }) => ({
    ...imported,
    communityId,
    sourceId: `open of ${ownerId}`,
    reason: 'obsolete',
  }),
  'imports.votes': ({ communityId }, { ownerId }) => ({
    source: 'fixture',
    communityId,
    sourceId: `answer of ${ownerId}`,
    days: [{ day: '2025-06-03', up: 2, down: 0 }],
  }),
};
