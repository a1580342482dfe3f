import { THE_ONE } from '../communities/records.js';
import { CopkitError } from '../errors.js';
import { derive } from '../identity/ids.js';
import { references } from '../membership/records.js';
import type { ReadContext, WriteContext } from '../operations/context.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import { cursorAt, placeOf } from '../operations/paging.js';
import { isParticipant } from '../operations/policy.js';
import { EVERY_KEY } from '../store/keys.js';
import { scanAll } from '../store/reader.js';
import type { TopicRef } from '../topics/api.js';
import { topicsShown } from '../topics/shown.js';
import type { ExpertSettings, ExpertsApi, MyExpertise } from './api.js';
import type { EvidenceItem } from './evidence.js';
import { evidenceViews } from './finding.js';
import { type Contribution, strongestFirst, sumOf } from './ranking.js';
import { expertSettings, type SettingsRecord, WEEKLY_CAP } from './records.js';
import { evidenceIn, knowledgeIn } from './scoring.js';
import { seeking } from './seeking.js';
import { counts, invitationsOf, settingsOf, storedSettings, withinAWeek } from './willing.js';

/** Where the actor has evidence: the communities they belong to. `context`: in their own partition. */
async function joinedCommunities(context: ReadContext): Promise<string[]> {
  const own = await scanAll(context, references, { index: 'references', ...EVERY_KEY });
  return own.filter(({ body }) => isParticipant(body)).map(({ id }) => id);
}

async function ownItems(context: ReadContext, settings: SettingsRecord): Promise<EvidenceItem[]> {
  const evidence = await evidenceIn(context, await joinedCommunities(context));
  return evidence.flatMap((each) => each.itemsOf(context.actor.id)).filter((item) => counts(settings, item));
}

export async function settingsView(context: ReadContext, settings: SettingsRecord): Promise<ExpertSettings> {
  const refs = await context.kit.topics.refs(settings.hiddenTopics);
  return {
    consent: settings.consent,
    away: settings.away,
    weeklyCap: settings.weeklyCap ?? WEEKLY_CAP,
    hiddenTopics: topicsShown(settings.hiddenTopics, refs),
  };
}

export async function getMine(context: ReadContext): Promise<MyExpertise> {
  const settings = await settingsOf(context, context.kit.topics);
  const now = Date.parse(context.now);
  const [view, items, invitedAt] = await Promise.all([
    settingsView(context, settings),
    ownItems(context, settings),
    invitationsOf(context, now),
  ]);
  const refs = await context.kit.topics.refs(items.flatMap(({ topics }) => topics));
  const byTopic = new Map<string, { readonly topic: TopicRef; evidenceCount: number }>();
  for (const topic of items.flatMap(({ topics }) => topicsShown(topics, refs))) {
    const known = byTopic.get(topic.id) ?? { topic, evidenceCount: 0 };
    known.evidenceCount++;
    byTopic.set(topic.id, known);
  }
  return {
    ...view,
    topics: [...byTopic.values()].sort(
      (a, b) => b.evidenceCount - a.evidenceCount || (a.topic.id < b.topic.id ? -1 : 1),
    ),
    evidenceCount: items.length,
    invitedThisWeek: withinAWeek(invitedAt, now),
  };
}

export async function listMine(
  context: ReadContext,
  input: InputOf<ExpertsApi['listMine']>,
): Promise<OutputOf<ExpertsApi['listMine']>> {
  const settings = await settingsOf(context, context.kit.topics);
  const list = `experts.listMine:${derive(input.text ?? '', 16)}`;
  const offset = input.after === undefined ? 0 : Number(placeOf(list, input.after, 'after'));
  const from = Number.isInteger(offset) ? offset : 0;
  const to = from + (input.limit ?? 20);
  let contributions: readonly (Contribution | { readonly item: EvidenceItem; readonly points: null })[];
  let score: number | null = null;
  if (input.text === undefined) {
    const newestFirst = (a: EvidenceItem, b: EvidenceItem) => b.at - a.at || (a.id < b.id ? -1 : 1);
    contributions = (await ownItems(context, settings)).sort(newestFirst).map((item) => ({ item, points: null }));
  } else {
    const sought = await seeking(context.kit, input.text);
    const { people } = await knowledgeIn(context, await joinedCommunities(context), sought);
    const own = people.contributionsOf(context.actor.id).filter(({ item }) => counts(settings, item));
    contributions = own.toSorted(strongestFirst);
    score = sumOf(own);
  }
  const shown = contributions.slice(from, to);
  const views = await evidenceViews(
    context,
    shown.map(({ item }) => item),
  );
  return {
    items: views.map((view, at) => ({ ...view, points: shown[at]?.points ?? null })),
    score,
    next: to < contributions.length ? cursorAt(list, String(to)) : null,
  };
}

/** Changes what the actor agreed to. */
export async function change(
  context: WriteContext,
  by: (settings: SettingsRecord) => Promise<SettingsRecord> | SettingsRecord,
): Promise<SettingsRecord> {
  const changed = await by(await storedSettings(context));
  context.put(expertSettings, THE_ONE, changed);
  return changed;
}

/**
 * Settings with a topic hidden: one of the organisation, or one of the actor's own evidence, which may be a closed
 * community's alone.
 *
 * @throws CopkitError `not-found` for any other.
 */
export async function hide(context: ReadContext, settings: SettingsRecord, named: string): Promise<SettingsRecord> {
  const id = await context.kit.topics.idOf(named);
  if (settings.hiddenTopics.includes(id)) return settings;
  const known =
    (await context.kit.topics.find(named)) ??
    (await ownItems(context, settings)).find(({ topics }) => topics.includes(id));
  if (!known)
    throw new CopkitError('not-found', 'There is no such topic. Choose one of those that are suggested.', 'topic');
  return { ...settings, hiddenTopics: [...settings.hiddenTopics, id] };
}
