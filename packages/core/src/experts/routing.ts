import type { Kit } from '../kit.js';
import type { Role } from '../membership/api.js';
import { isMuted } from '../membership/records.js';
import { isSuspended } from '../people/records.js';
import type { Candidate, RouteReason, RouteRequest } from '../routing/router.js';
import { type Bounded, choose } from './choosing.js';
import type { Sought } from './claims.js';
import type { CommunityEvidence, EvidenceItem } from './evidence.js';
import { ACTIVITY_HORIZON_MS, activity, DAY_MS, ROUTED_ITEMS, recency, routeScore } from './formulas.js';
import { best, Expertise, highest, strongestFirst, sumOf } from './ranking.js';
import { seeking } from './seeking.js';
import { counts, mayBeAsked, type Willing, willingness } from './willing.js';
import { sought } from './words.js';

const MOST_REASONS = 3;
/** Somebody is new for so long, and while they have given fewer answers than this. */
const NEW_MS = 90 * DAY_MS;
const FEW_ITEMS = 3;
/** Whose records are read for a round: where of so many none is free, nobody is asked. */
const MOST_IN_QUESTION = 500;
/** The same for the reserved place, which is not kept then. */
const MOST_LOOKED_AT = 50;
/** Who was asked within the last week is not the next newcomer to be asked. */
const ASKED_LATELY = 0.5;

/** What no newcomer is. */
const NOT_NEW: readonly Role[] = ['expert', 'steward', 'facilitator', 'sponsor', 'guest'];

interface Asked extends Bounded {
  /** E. */
  readonly known: number;
  readonly activity: number;
}

/**
 * Everybody with evidence here, or whom the community named, and what they come to before their own records are read:
 * as if nobody had been asked lately.
 */
export function ranked(
  evidence: CommunityEvidence,
  request: Pick<RouteRequest, 'title' | 'body' | 'topics' | 'now'>,
  isKnown?: Sought['isKnown'],
) {
  const now = Date.parse(request.now);
  const about = (words: ReadonlySet<string>) => evidence.search(words, request.topics, isKnown);
  const found = about(sought(request.title, request.topics));
  const hits = found.scores.length > 0 ? found : about(sought(request.body, []));
  const people = new Expertise([best(hits, ROUTED_ITEMS)], highest(hits), now);
  const { standings } = evidence;
  const candidates: Asked[] = [];
  for (const [personId, { named, answers, others }] of standings.inQuestion(
    now - ACTIVITY_HORIZON_MS,
    people.personIds(),
  )) {
    const known = people.of(personId);
    const lately = activity(answers.recency(now), others.recency(now));
    // Who wrote long ago, and about other things, speaks for nothing.
    if (known === 0 && lately === 0 && !named) continue;
    const tie = standings.participants.get(personId)?.joinedAt ?? '';
    candidates.push({ personId, known, activity: lately, tie, atMost: routeScore(known, lately, 0) });
  }
  return { candidates, people };
}

/** Agreed to be asked about this, and can be asked now. `null` for whom nobody may ask. */
async function willing(
  kit: Pick<Kit, 'people' | 'storage' | 'topics'>,
  request: RouteRequest,
  personId: string,
): Promise<Willing | null> {
  const person = await kit.people.record(personId);
  if (person?.name == null || isSuspended(person.suspension, request.now)) return null;
  const now = Date.parse(request.now);
  const found = await willingness(kit, personId, now);
  // Who hid a topic is not asked about it either.
  return mayBeAsked(found, now) && counts(found.settings, request) ? found : null;
}

/** Whether a colleague may be asked whom somebody named: as they want it, and not more often. */
export async function mayAsk(
  kit: Pick<Kit, 'people' | 'storage' | 'topics'>,
  request: RouteRequest,
  personId: string,
): Promise<boolean> {
  return (await willing(kit, request, personId)) !== null;
}

export async function route(kit: Kit, asking: RouteRequest, limit: number): Promise<readonly Candidate[]> {
  const now = Date.parse(asking.now);
  const { topics, isKnown } = await seeking(kit, asking.title, asking.topics);
  const request = { ...asking, topics };
  const evidence = await (await kit.experts.engine()).evidenceOf(request.communityId);
  const { candidates, people } = ranked(evidence, request, isKnown);
  const { askable, participants } = evidence.standings;
  const barred = (personId: string) => {
    const membership = participants.get(personId);
    return (
      personId === request.askerId ||
      request.exclude.has(personId) ||
      membership?.state !== 'active' ||
      isMuted(membership, request.now)
    );
  };
  const newest = (personId: string) => evidence.itemsOf(personId).sort((a, b) => b.at - a.at);

  const asked = await choose(
    candidates.filter(({ personId }) => !barred(personId)),
    limit,
    async ({ personId, activity: lately }) => {
      const found = await willing(kit, request, personId);
      if (!found) return null;
      const speaking = people.contributionsOf(personId).filter(({ item }) => counts(found.settings, item));
      // Who wrote nothing about this is asked for being here lately, and told what they wrote last.
      const items = speaking.length > 0 ? speaking.toSorted(strongestFirst).map(({ item }) => item) : newest(personId);
      const reasons = reasonsOf(items.filter((item) => counts(found.settings, item)));
      if (reasons.length === 0 && !askable.get(personId)?.named) return null;
      const score = routeScore(sumOf(speaking), lately, recency(found.invitedAt, now));
      return { personId, score, reasons };
    },
    MOST_IN_QUESTION,
  );
  const candidatesOf = asked.map(({ personId, reasons }): Candidate => ({ personId, reasons, slot: 'evidence' }));
  if (limit < 2) return candidatesOf;

  const taken = new Set(asked.slice(0, limit - 1).map(({ personId }) => personId));
  const free = reserved(evidence, people, request, isKnown).filter(
    ({ personId }) => !barred(personId) && !taken.has(personId),
  );
  for (const { personId, slot } of free.slice(0, MOST_LOOKED_AT)) {
    const found = await willing(kit, request, personId);
    if (!found || recency(found.invitedAt, now) >= ASKED_LATELY) continue;
    const speaking = people.contributionsOf(personId).filter(({ item }) => counts(found.settings, item));
    const reasons = reasonsOf(speaking.toSorted(strongestFirst).map(({ item }) => item));
    return [...candidatesOf.slice(0, limit - 1), { personId, reasons, slot }];
  }
  return candidatesOf;
}

/**
 * Whom the last place of a round is kept for, in this order: who declared what the question is about and has no
 * evidence of it, who said so last first; then who is new.
 */
function reserved(
  evidence: CommunityEvidence,
  people: Expertise,
  request: RouteRequest,
  isKnown: Sought['isKnown'],
): { readonly personId: string; readonly slot: 'declared' | 'newcomer' }[] {
  const now = Date.parse(request.now);
  const about: Sought = {
    words: sought(request.title, request.topics),
    topics: request.topics,
    ...(isKnown ? { isKnown } : {}),
  };
  const declared = Array.from(evidence.claims.declaredOn(about, now), ([personId, skills]) => ({
    personId,
    at: Math.max(...skills.map(({ at }) => at)),
  }))
    .filter(({ personId }) => !people.has(personId))
    .sort((a, b) => b.at - a.at || (a.personId < b.personId ? -1 : 1));
  return [
    ...declared.map(({ personId }) => ({ personId, slot: 'declared' as const })),
    ...newcomers(evidence, people, now).map((personId) => ({ personId, slot: 'newcomer' as const })),
  ];
}

/** Who joined lately and has little evidence yet: first who has some about this, then who came last. */
function newcomers(evidence: CommunityEvidence, people: Expertise, now: number): string[] {
  const since = new Date(now - NEW_MS).toISOString();
  const found: { readonly personId: string; readonly joined: string; readonly known: number }[] = [];
  for (const { personId, joinedAt, roles } of evidence.standings.latest) {
    if (joinedAt === null || joinedAt < since) break;
    if (roles.some((role) => NOT_NEW.includes(role)) || evidence.countOf(personId) >= FEW_ITEMS) continue;
    found.push({ personId, joined: joinedAt, known: people.of(personId) });
  }
  found.sort(
    (a, b) =>
      b.known - a.known || (a.joined < b.joined ? 1 : a.joined > b.joined ? -1 : a.personId < b.personId ? -1 : 1),
  );
  return found.map(({ personId }) => personId);
}

function reasonsOf(items: readonly EvidenceItem[]): RouteReason[] {
  return items.slice(0, MOST_REASONS).map((item) => ({
    itemId: item.itemId,
    threadId: item.threadId,
    title: item.title,
    at: new Date(item.at).toISOString(),
    kind: kindShown(item),
  }));
}

export const kindShown = (item: EvidenceItem): RouteReason['kind'] =>
  item.kind === 'answer' && item.accepted ? 'accepted' : item.kind;
