import pMap from 'p-map';
import { readableCommunities } from '../communities/readable.js';
import { CopkitError } from '../errors.js';
import { communityIdOf } from '../identity/ids.js';
import type { ReadContext } from '../operations/context.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import { stranger } from '../threads/view.js';
import type { ExpertEvidence, ExpertsApi } from './api.js';
import { type Bounded, choose } from './choosing.js';
import type { EvidenceItem } from './evidence.js';
import { expertise, highest, joined, strongestFirst, sumOf } from './ranking.js';
import { kindShown } from './routing.js';
import { counts, mayBeAsked, willingness } from './willing.js';
import { sought } from './words.js';

/** Communities whose evidence is gathered at the same time. */
const AT_ONCE = 8;
const MOST_SHOWN = 3;

/** E of everybody, over the communities that the actor may read. */
export async function expertiseIn(context: ReadContext, communityIds: readonly string[], words: ReadonlySet<string>) {
  const engine = await context.kit.experts.engine();
  const found = await pMap(communityIds, async (id) => (await engine.evidenceOf(id)).search(words), {
    concurrency: AT_ONCE,
    signal: context.signal,
  });
  const hits = joined(found);
  return expertise(hits, highest(hits), Date.parse(context.now));
}

export async function evidenceViews(context: ReadContext, items: readonly EvidenceItem[]): Promise<ExpertEvidence[]> {
  const refs = await context.kit.topics.refs(items.flatMap(({ topics }) => topics));
  return items.map((item) => ({
    itemId: item.id,
    threadId: item.threadId,
    communityId: communityIdOf(item.id),
    title: item.title,
    topics: item.topics.map((id) => refs.get(id) ?? { id, label: id }),
    at: new Date(item.at).toISOString(),
    kind: kindShown(item),
  }));
}

export async function find(
  context: ReadContext,
  input: InputOf<ExpertsApi['find']>,
): Promise<OutputOf<ExpertsApi['find']>> {
  const { kit } = context;
  if (!input.text && !input.topics?.length) {
    throw new CopkitError('invalid', 'Say what you are looking for.', 'text');
  }
  const now = Date.parse(context.now);
  const topics = await Promise.all((input.topics ?? []).map((topic) => kit.topics.idOf(topic)));
  const communityIds = await readableCommunities(context, input.communityId);
  const known = await expertiseIn(
    context,
    communityIds,
    sought([input.text ?? '', ...(input.topics ?? [])].join('\n'), topics),
  );
  const candidates = Array.from(
    known.values(),
    ({ personId, score }): Bounded => ({ personId, atMost: score, tie: '' }),
  );
  const chosen = await choose(candidates, input.limit ?? 10, async ({ personId }) => {
    if ((await kit.people.record(personId))?.name == null) return null;
    const willing = await willingness(kit.storage, personId, now);
    if (willing.settings.consent === 'unlisted') return null;
    const speaking = (known.get(personId)?.contributions ?? []).filter(({ item }) => counts(willing.settings, item));
    if (speaking.length === 0) return null;
    return { personId, score: sumOf(speaking), speaking, askable: mayBeAsked(willing, now) };
  });
  const people = await kit.people.cards(chosen.map(({ personId }) => personId));
  const items = chosen.map(async ({ personId, speaking, askable }) => ({
    person: people.get(personId) ?? stranger(personId),
    evidence: await evidenceViews(
      context,
      speaking
        .toSorted(strongestFirst)
        .slice(0, MOST_SHOWN)
        .map(({ item }) => item),
    ),
    evidenceCount: speaking.length,
    askable,
  }));
  return { items: await Promise.all(items) };
}
