import type { CommunityRecord } from '../communities/records.js';
import type { Kit } from '../kit.js';
import type { MembershipRecord } from '../membership/records.js';
import { isParticipant } from '../operations/policy.js';
import type { PersonRecord } from '../people/records.js';
import { kindOf } from '../store/partitions.js';
import type { ReplyRecord, TallyRecord, ThreadRecord } from '../threads/records.js';
import type { CommunityStats, StoreStats } from './api.js';
import { documents, partitions } from './feed.js';

type Counts = { -readonly [K in keyof CommunityStats]: CommunityStats[K] } & {
  threads: { discussion: number; question: number; idea: number; announcement: number };
  reactions: number;
  importedVotes: number;
};

const none = (id: string): Counts => ({
  id,
  name: '',
  members: 0,
  facilitators: 0,
  threads: { discussion: 0, question: 0, idea: 0, announcement: 0 },
  questions: 0,
  answers: 0,
  acceptedAnswers: 0,
  comments: 0,
  reactions: 0,
  importedVotes: 0,
});

/** Counts by reading the whole store, so that they agree with what is there and not with what was once counted. */
export async function storeStats({ storage }: Kit): Promise<StoreStats> {
  const counted = { people: 0, units: 0, topics: 0 };
  const communities: Counts[] = [];
  for await (const partition of partitions(storage)) {
    const kind = kindOf(partition);
    if (kind === 'community') communities.push(await communityCounts(storage, partition));
    if (kind !== 'people' && kind !== 'units' && kind !== 'topics') continue;
    for await (const doc of documents(storage, partition)) {
      if (doc.collection !== kind) continue;
      if (kind === 'people' && (doc.body as unknown as PersonRecord).erasedAt !== null) continue;
      counted[kind]++;
    }
  }
  const sum = (
    field: 'members' | 'questions' | 'answers' | 'acceptedAnswers' | 'comments' | 'reactions' | 'importedVotes',
  ) => communities.reduce((total, community) => total + community[field], 0);
  const threads = none('').threads;
  for (const community of communities) {
    for (const kind of Object.keys(threads) as (keyof typeof threads)[]) threads[kind] += community.threads[kind];
  }
  return {
    communities: communities.length,
    ...counted,
    members: sum('members'),
    threads,
    questions: sum('questions'),
    answers: sum('answers'),
    acceptedAnswers: sum('acceptedAnswers'),
    comments: sum('comments'),
    reactions: sum('reactions'),
    importedVotes: sum('importedVotes'),
    perCommunity: communities.map(({ reactions: _reactions, importedVotes: _votes, ...shown }) => shown),
  };
}

async function communityCounts(storage: Kit['storage'], partition: string): Promise<Counts> {
  const counts = none(partition.slice('community/'.length));
  for await (const { collection, body } of documents(storage, partition)) {
    switch (collection) {
      case 'community':
        counts.name = (body as unknown as CommunityRecord).name;
        counts.facilitators = (body as unknown as CommunityRecord).facilitatorIds.length;
        break;
      case 'memberships':
        if (isParticipant(body as unknown as MembershipRecord)) counts.members++;
        break;
      case 'threads': {
        const thread = body as unknown as ThreadRecord;
        if (thread.visibility !== 'visible') break;
        counts.threads[thread.kind]++;
        if (thread.kind === 'question') counts.questions++;
        if (thread.acceptedReplyId !== null) counts.acceptedAnswers++;
        break;
      }
      case 'replies': {
        const reply = body as unknown as ReplyRecord;
        if (reply.visibility === 'visible') counts[reply.role === 'answer' ? 'answers' : 'comments']++;
        break;
      }
      case 'tallies': {
        const tally = body as unknown as TallyRecord;
        counts.reactions += Object.values(tally.reactions).reduce((total, count) => total + count, 0);
        counts.importedVotes += tally.votes.reduce((total, day) => total + day.up + day.down, 0);
      }
    }
  }
  return counts;
}
