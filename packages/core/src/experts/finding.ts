import { readableCommunities } from '../communities/readable.js';
import { CopkitError } from '../errors.js';
import { communityIdOf } from '../identity/ids.js';
import type { ReadContext } from '../operations/context.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import { isSuspended } from '../people/records.js';
import { personPartition } from '../store/partitions.js';
import { reader } from '../store/reader.js';
import { stranger } from '../threads/view.js';
import { topicsShown } from '../topics/shown.js';
import type { ExpertBadges, ExpertEvidence, ExpertPart, ExpertsApi, FoundExpert } from './api.js';
import { choose } from './choosing.js';
import type { EvidenceItem } from './evidence.js';
import { confidence } from './formulas.js';
import { type Contribution, strongestFirst } from './ranking.js';
import type { SettingsRecord } from './records.js';
import { kindShown } from './routing.js';
import { knowledgeIn, type Scored } from './scoring.js';
import { seeking } from './seeking.js';
import { inHundredths } from './shares.js';
import { invitationsOf, mayBeAsked, settingsOf } from './willing.js';

const MOST_SHOWN = 3;

export async function evidenceViews(context: ReadContext, items: readonly EvidenceItem[]): Promise<ExpertEvidence[]> {
  const refs = await context.kit.topics.refs(items.flatMap(({ topics }) => topics));
  return items.map((item) => ({
    itemId: item.itemId,
    threadId: item.threadId,
    communityId: communityIdOf(item.itemId),
    title: item.title,
    topics: topicsShown(item.topics, refs),
    at: new Date(item.at).toISOString(),
    kind: kindShown(item),
  }));
}

interface Chosen {
  readonly personId: string;
  readonly score: number;
  readonly settings: SettingsRecord;
  readonly suspended: boolean;
  readonly scored: Scored;
}

export async function find(
  context: ReadContext,
  input: InputOf<ExpertsApi['find']>,
): Promise<OutputOf<ExpertsApi['find']>> {
  const { kit } = context;
  if (!input.text && !input.topics?.length) {
    throw new CopkitError('invalid', 'Say what you are looking for.', 'text');
  }
  const [sought, communityIds] = await Promise.all([
    seeking(kit, input.text ?? '', input.topics),
    readableCommunities(context, input.communityId),
  ]);
  const knowledge = await knowledgeIn(context, communityIds, sought);
  const chosen = await choose(
    knowledge.candidates(),
    input.limit ?? 10,
    async ({ personId }): Promise<Chosen | null> => {
      const [record, settings] = await Promise.all([
        kit.people.record(personId),
        settingsOf(reader(kit.storage, personPartition(personId)), kit.topics),
      ]);
      if (record?.name == null || settings.consent === 'unlisted') return null;
      const scored = await knowledge.scored(personId, settings);
      const suspended = isSuspended(record.suspension, context.now);
      return scored && { personId, score: scored.score, settings, suspended, scored };
    },
  );
  const people = await kit.people.cards(chosen.map(({ personId }) => personId));
  const items = chosen.map((each) => view(context, people.get(each.personId) ?? stranger(each.personId), each));
  return { items: await Promise.all(items) };
}

async function view(
  context: ReadContext,
  person: FoundExpert['person'],
  { personId, settings, suspended, scored }: Chosen,
): Promise<FoundExpert> {
  const strongest = scored.contributions.toSorted(strongestFirst);
  const shown = strongest.slice(0, MOST_SHOWN);
  const [evidence, badges, askable] = await Promise.all([
    evidenceViews(
      context,
      shown.map(({ item }) => item),
    ),
    badgesOf(context, scored),
    suspended ? false : isAskable(context, personId, settings),
  ]);
  return {
    person,
    evidence,
    evidenceCount: strongest.length,
    askable,
    badges,
    confidence: confidence(scored.inferred, strongest.length),
    explanation: explanationOf(scored, shown),
  };
}

async function isAskable({ kit, now }: ReadContext, personId: string, settings: SettingsRecord): Promise<boolean> {
  const moment = Date.parse(now);
  if (!mayBeAsked({ settings, invitedAt: [] }, moment)) return false;
  const invitedAt = await invitationsOf(reader(kit.storage, personPartition(personId)), moment);
  return mayBeAsked({ settings, invitedAt }, moment);
}

async function badgesOf({ kit }: ReadContext, { contributions, declared, endorsed }: Scored): Promise<ExpertBadges> {
  const said = [...(declared?.skills ?? []), ...(endorsed?.by ?? [])].map(({ topicId }) => topicId);
  const refs = await kit.topics.refs(said);
  const refsOf = (claims: readonly { readonly topicId: string }[]) =>
    Array.from(new Set(claims.map(({ topicId }) => topicId)), (id) => refs.get(id) ?? { id, label: id });
  const newest = contributions.reduce((latest, { item }) => Math.max(latest, item.at), Number.NEGATIVE_INFINITY);
  return {
    inferred:
      contributions.length > 0
        ? { evidenceCount: contributions.length, newestAt: new Date(newest).toISOString() }
        : null,
    declared: declared && {
      topics: refsOf(declared.skills),
      pending: contributions.length === 0,
      expiresAt: new Date(Math.max(...declared.skills.map(({ expiresAt }) => expiresAt))).toISOString(),
    },
    endorsed: endorsed && { topics: refsOf(endorsed.by), count: endorsed.by.length },
  };
}

/** What makes the score, as shares of it: the score itself is its owner's alone to see. */
function explanationOf(
  { score, contributions, inferred, declared, endorsed }: Scored,
  shown: readonly Contribution[],
): ExpertPart[] {
  const items = shown.map(({ item, points }) => ({ kind: 'item', itemId: item.itemId, points }) as const);
  const others = inferred - shown.reduce((sum, { points }) => sum + points, 0);
  const parts = [
    ...items,
    ...(contributions.length > shown.length ? [{ kind: 'others', itemId: null, points: others } as const] : []),
    ...(declared ? [{ kind: 'declared', itemId: null, points: declared.points } as const] : []),
    ...(endorsed ? [{ kind: 'endorsed', itemId: null, points: endorsed.points } as const] : []),
  ];
  const shares = inHundredths(parts.map(({ points }) => points / score));
  return parts.map(({ kind, itemId }, at) => ({ kind, itemId, share: shares[at] as number }));
}
