import type { ExpertEvidence } from '../experts/api.js';
import type { CommunityEvidence, EvidenceItem } from '../experts/evidence.js';
import { evidenceViews } from '../experts/finding.js';
import type { SettingsRecord } from '../experts/records.js';
import { counts } from '../experts/willing.js';
import type { ReadContext } from '../operations/context.js';
import { under } from '../store/keys.js';
import { communityPartition } from '../store/partitions.js';
import { scanAll } from '../store/reader.js';
import type { TopicRef } from '../topics/api.js';
import { type DeclarationRecord, type EndorsementRecord, endorsements } from './records.js';

export type EndorsementThere = EndorsementRecord & { readonly communityId: string };

/** What is known of somebody about one topic. */
export interface Claims {
  readonly topic: TopicRef;
  readonly items: EvidenceItem[];
  declared: DeclarationRecord | null;
  readonly endorsedBy: Set<string>;
}

/** What colleagues said of somebody, or with `by` what they said of colleagues, in some communities. */
export async function endorsementsIn(
  context: ReadContext,
  communityIds: readonly string[],
  whose: 'of' | 'by',
  personId: string,
): Promise<EndorsementThere[]> {
  const found = communityIds.map(async (communityId) => {
    const home = context.in(communityPartition(communityId));
    const range = { index: 'endorsements', ...under(`${whose}:${personId}/`) };
    const all = await scanAll(home, endorsements, range);
    return all.map(({ body }) => ({ ...body, communityId }));
  });
  return (await Promise.all(found)).flat();
}

/** Somebody's contributions that count. */
export function itemsAmong(
  evidence: readonly CommunityEvidence[],
  personId: string,
  settings: SettingsRecord,
): EvidenceItem[] {
  return evidence.flatMap((each) => each.itemsOf(personId)).filter((item) => counts(settings, item));
}

/** Claims by topic, as topics are called now; one that was merged into another is that. */
export async function claimsByTopic(
  { kit }: ReadContext,
  from: {
    readonly items: readonly EvidenceItem[];
    readonly declared: readonly DeclarationRecord[];
    readonly endorsed: readonly EndorsementRecord[];
  },
): Promise<Claims[]> {
  const refs = await kit.topics.refs([
    ...from.items.flatMap(({ topics }) => topics),
    ...[...from.declared, ...from.endorsed].map(({ topicId }) => topicId),
  ]);
  const claims = new Map<string, Claims>();
  const of = (topicId: string) => {
    const topic = refs.get(topicId) ?? { id: topicId, label: topicId };
    const known = claims.get(topic.id) ?? { topic, items: [], declared: null, endorsedBy: new Set<string>() };
    claims.set(topic.id, known);
    return known;
  };
  for (const item of from.items) {
    for (const each of new Set(item.topics.map(of))) each.items.push(item);
  }
  for (const declared of from.declared) {
    const known = of(declared.topicId);
    if (!known.declared || known.declared.at < declared.at) known.declared = declared;
  }
  for (const { topicId, endorserId, declined } of from.endorsed) if (!declined) of(topicId).endorsedBy.add(endorserId);
  return [...claims.values()];
}

/** The newest so many of somebody's contributions about a topic. */
export function newestOf(
  context: ReadContext,
  items: readonly EvidenceItem[],
  most: number,
): Promise<ExpertEvidence[]> {
  const newest = items.toSorted((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
  return evidenceViews(context, newest.slice(0, most));
}
