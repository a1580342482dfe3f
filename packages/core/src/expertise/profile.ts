import { evidenceIn } from '../experts/scoring.js';
import { isAway, mayBeAsked, willingness } from '../experts/willing.js';
import type { ReadContext } from '../operations/context.js';
import type { InputOf } from '../operations/operation.js';
import { mayRead } from '../operations/policy.js';
import { standingIn } from '../operations/standing.js';
import { isSuspended } from '../people/records.js';
import { textKey } from '../store/keys.js';
import { stranger } from '../threads/view.js';
import type { TopicRef } from '../topics/api.js';
import type { ExpertiseApi, ExpertProfile, ProfileTopic } from './api.js';
import { type Claims, claimsByTopic, endorsementsIn, itemsAmong, newestOf } from './claims.js';
import { communitiesOf, declaredBy, listedAmong, listedSettings, ownOf } from './knowing.js';

const MOST_SHOWN = 3;

export const byLabel = (a: { topic: TopicRef }, b: { topic: TopicRef }): number => {
  const key = ({ topic }: typeof a) => `${textKey(topic.label)}/${topic.id}`;
  return key(a) < key(b) ? -1 : 1;
};

/** Those of somebody's communities that the caller may read, too. */
async function sharedWith(context: ReadContext, personId: string): Promise<string[]> {
  const theirs = await communitiesOf(ownOf(context.kit, personId));
  const found = theirs.map(async (id) => (mayRead(await standingIn(context, id)) ? [id] : []));
  return (await Promise.all(found)).flat();
}

export async function getProfile(
  context: ReadContext,
  { personId }: InputOf<ExpertiseApi['getProfile']>,
): Promise<ExpertProfile> {
  const { kit } = context;
  const now = Date.parse(context.now);
  const settings = await listedSettings(kit, personId);
  const shared = await sharedWith(context, personId);
  const [evidence, said, declared, hidden, willing, person] = await Promise.all([
    evidenceIn(context, shared),
    endorsementsIn(context, shared, 'of', personId),
    // Who shares no community with them is shown nothing of what they say for those who do.
    shared.length === 0 ? [] : declaredBy(kit, personId),
    kit.topics.refs(settings.hiddenTopics),
    willingness(kit, personId, now),
    kit.people.record(personId),
  ]);
  const items = itemsAmong(evidence, personId, settings);
  const listed = await listedAmong(
    kit,
    said.map(({ endorserId }) => endorserId),
  );
  // Who is not listed is seen in nobody else's profile either. What the caller said stands for them as they said it:
  // that it was turned down is not theirs to know.
  const endorsed = said.flatMap((each) => {
    if (each.endorserId === context.actor.id) return [{ ...each, declined: false }];
    return listed.has(each.endorserId) ? [each] : [];
  });
  const isHidden = ({ topic }: Claims) => [...hidden.values()].some(({ id }) => id === topic.id);
  const current = declared.filter(({ expiresAt }) => expiresAt > context.now);
  const claims = (await claimsByTopic(context, { items, declared: current, endorsed })).filter(
    (each) => !isHidden(each) && (each.items.length > 0 || each.declared || each.endorsedBy.size > 0),
  );
  const cards = await kit.people.cards([personId, ...claims.flatMap(({ endorsedBy }) => [...endorsedBy])]);
  const shown = claims.map(async ({ topic, items: about, declared: own, endorsedBy }): Promise<ProfileTopic> => {
    const by = [...endorsedBy].map((id) => cards.get(id) ?? stranger(id));
    return {
      topic,
      inferred:
        about.length === 0
          ? null
          : { evidenceCount: about.length, evidence: await newestOf(context, about, MOST_SHOWN) },
      declared: own && { note: own.note, at: own.at, expiresAt: own.expiresAt, pending: about.length === 0 },
      endorsed: by.length === 0 ? null : { by: by.sort(byName) },
    };
  });
  return {
    person: cards.get(personId) ?? stranger(personId),
    topics: (await Promise.all(shown)).sort(byLabel),
    askable: shared.length > 0 && !isSuspended(person?.suspension, context.now) && mayBeAsked(willing, now),
    awayUntil: shared.length > 0 && isAway(settings, now) ? (settings.away?.until ?? null) : null,
  };
}

function byName(a: { name: string | null; id: string }, b: typeof a): number {
  const key = ({ name, id }: typeof a) => `${textKey(name ?? '~')}/${id}`;
  return key(a) < key(b) ? -1 : 1;
}
