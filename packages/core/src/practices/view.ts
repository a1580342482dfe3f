import { adoptionIdOf, adoptions } from '../adoptions/records.js';
import { adoptionViews } from '../adoptions/view.js';
import { communityIdOf } from '../identity/ids.js';
import { withNames } from '../markdown/mentions.js';
import type { ReadContext } from '../operations/context.js';
import { allows } from '../operations/policy.js';
import type { PartitionReader } from '../store/reader.js';
import { subjectsOf } from '../subjects/subject.js';
import { threads } from '../threads/records.js';
import { FORMER_MEMBER, stranger } from '../threads/view.js';
import { topicsShown } from '../topics/shown.js';
import type { Practice, PracticeCard, RichText } from './api.js';
import { findPractice } from './practice.js';
import { type PracticeRecord, practices } from './records.js';
import { isPublished } from './standing.js';

export async function practiceCards(context: ReadContext, records: readonly PracticeRecord[]): Promise<PracticeCard[]> {
  if (records.length === 0) return [];
  const [people, topics, subjects, units, titles] = await Promise.all([
    context.kit.people.cards(
      records.flatMap(({ authorId, stewardId }) => [authorId, ...(stewardId ? [stewardId] : [])]),
    ),
    context.kit.topics.refs(records.flatMap((record) => record.topics)),
    subjectsOf(
      context,
      records.flatMap((record) => record.subjects),
    ),
    context.kit.people.unitNames(),
    titlesOf(
      context,
      records.flatMap(({ forkOf }) => forkOf?.practiceId ?? []),
    ),
  ]);
  return records.map((record) => ({
    id: record.id,
    communityId: communityIdOf(record.id),
    kind: record.kind,
    title: record.title,
    state: record.state,
    version: record.version,
    topics: topicsShown(record.topics, topics),
    subjects: record.subjects.map((key) => subjects.get(key) ?? { key, title: null, url: null }),
    author: people.get(record.authorId) ?? stranger(record.authorId),
    steward: record.stewardId === null ? null : (people.get(record.stewardId) ?? stranger(record.stewardId)),
    unit: record.unit === null ? null : (units.get(record.unit)?.name ?? record.unit),
    reviewBy: record.reviewBy,
    publishedAt: record.publishedAt,
    updatedAt: record.updatedAt,
    adoptions: record.adoptions,
    forkOf: record.forkOf && { ...record.forkOf, title: titles.get(record.forkOf.practiceId) ?? null },
    offer: record.offer,
  }));
}

async function titlesOf(home: PartitionReader, ids: readonly string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)];
  const found = await home.getMany(practices, wanted);
  return new Map(found.flatMap((practice) => (practice ? [[practice.id, practice.title]] : [])));
}

export async function practiceView(context: ReadContext, practiceId: string): Promise<Practice> {
  const record = await findPractice(context, practiceId);
  const [cards, texts, thread, successors, unit] = await Promise.all([
    practiceCards(context, [record]),
    richTexts(context, [record.context, record.problem, ...record.steps]),
    record.source === null ? null : context.get(threads, record.source.threadId),
    titlesOf(context, record.supersededBy === null ? [] : [record.supersededBy]),
    context.actor.kind === 'person' ? context.kit.people.unitOf(context.actor.id) : null,
  ]);
  const own = unit === null ? null : await context.get(adoptions, adoptionIdOf(record.id, unit));
  const [where, problem, ...steps] = texts as [RichText, RichText, ...RichText[]];
  return {
    ...(cards[0] as PracticeCard),
    createdAt: record.createdAt,
    context: where,
    problem,
    steps,
    source: record.source && { ...record.source, title: thread?.visibility === 'visible' ? thread.title : null },
    supersededBy:
      record.supersededBy === null
        ? null
        : { practiceId: record.supersededBy, title: successors.get(record.supersededBy) ?? null },
    retiredReason: record.retiredReason,
    reviewed: record.reviewed,
    yours: own ? ((await adoptionViews(context, [own]))[0] ?? null) : null,
    may: mayDo(context, record, {
      fromElsewhere: unit !== null && unit !== record.unit,
      adopts: own !== null && own.state !== 'abandoned',
    }),
  };
}

async function richTexts(context: ReadContext, bodies: readonly string[]): Promise<RichText[]> {
  const rendered = await Promise.all(bodies.map((body) => context.kit.renderer.render(body)));
  const people = await context.kit.people.cards(rendered.flatMap(({ mentions }) => mentions));
  const names = new Map([...people].map(([id, person]) => [id, person.name]));
  return bodies.map((body, at) => ({ body, html: withNames(rendered[at]?.html ?? '', names, FORMER_MEMBER) }));
}

interface Unit {
  /** It is not the unit the practice comes from. */
  readonly fromElsewhere: boolean;
  readonly adopts: boolean;
}

type Sense = (practice: PracticeRecord, unit: Unit) => boolean;
const published: Sense = (practice) => isPublished(practice);
const withState =
  (...states: readonly PracticeRecord['state'][]): Sense =>
  ({ state }) =>
    states.includes(state);

/** Whether an operation makes sense on a practice in its present state; who may call it is the policy's to say. */
const SENSIBLE: Readonly<Record<string, Sense>> = {
  'practices.revise': (practice) =>
    isPublished(practice) || practice.state === 'draft' || practice.state === 'inReview',
  'practices.submit': withState('draft'),
  'practices.discard': withState('draft'),
  'practices.approve': withState('inReview'),
  'practices.confirm': published,
  'practices.setSteward': published,
  'practices.supersede': published,
  'practices.merge': published,
  'practices.retire': (practice) => practice.state !== 'draft' && practice.state !== 'retired',
  'practices.fork': (practice, unit) => isPublished(practice) && unit.fromElsewhere,
  'practices.offerBack': (practice) =>
    isPublished(practice) && practice.forkOf !== null && practice.offer?.state !== 'open',
  'adoptions.adopt': (practice, unit) => isPublished(practice) && unit.fromElsewhere && !unit.adopts,
};
const OF_THE_AUTHOR = new Set(['practices.submit', 'practices.discard', 'practices.offerBack']);

function mayDo(context: ReadContext, practice: PracticeRecord, unit: Unit): string[] {
  const { actor, community, membership, kit } = context;
  const isAuthor = practice.authorId === actor.id;
  const unpublished = practice.state === 'draft' || practice.state === 'inReview';
  const keeps = practice.stewardId === actor.id || (isAuthor && unpublished);
  return Object.entries(SENSIBLE).flatMap(([name, sensible]) => {
    const operation = kit.operations.get(name);
    if (!operation || community?.archivedAt || !sensible(practice, unit)) return [];
    const owner = OF_THE_AUTHOR.has(name) ? isAuthor || (name === 'practices.offerBack' && keeps) : keeps;
    return allows(operation.allow, { actor, community, membership, owner }) ? [name] : [];
  });
}
