import { communityIdOf, derive } from '../identity/ids.js';
import type { ReadContext } from '../operations/context.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import { cursorAt, type Listing, nameOf, page, placeOf as placeAt } from '../operations/paging.js';
import { subjectId, subjectKey } from '../subjects/subject.js';
import { stranger } from '../threads/view.js';
import type { PracticesApi } from './api.js';
import { findPractice } from './practice.js';
import { type PracticeRecord, placeOf, practices, practiceVersions, type VersionRecord } from './records.js';
import { practiceCards, practiceView } from './view.js';

type In<K extends keyof PracticesApi> = InputOf<PracticesApi[K]>;
type Out<K extends keyof PracticesApi> = OutputOf<PracticesApi[K]>;

const MOST_HITS = 300;
const USUAL = 50;

/** The index that answers most of a request by itself; the rest is looked at one by one. */
function practiceListing(
  context: ReadContext,
  input: In<'list'>,
  topic: readonly string[] | null,
): Listing<PracticeRecord> {
  const subject = input.subject === undefined ? null : subjectKey(input.subject);
  const about = subject === null ? null : subjectId(subject);
  const prefix =
    input.state === 'draft'
      ? `draft:${context.actor.id}/`
      : input.forkOf !== undefined
        ? `fork:${input.forkOf}/`
        : about !== null
          ? `subject:${about}/`
          : topic?.length === 1
            ? `topic:${topic[0]}/`
            : input.state
              ? `state:${input.state}/`
              : 'all/';
  return {
    collection: practices,
    index: 'practices',
    prefix,
    descending: true,
    keyOf: ({ id, body }) => `${prefix}${body.state === 'draft' ? `${body.updatedAt}/${id}` : placeOf(body, id)}`,
    filter: derive([input.kind, input.state, input.stewardId, topic, about, input.forkOf, input.text].join('\n'), 12),
    keep: (body) =>
      (!input.kind || body.kind === input.kind) &&
      (!input.state || body.state === input.state) &&
      (!input.stewardId || body.stewardId === input.stewardId) &&
      (!input.forkOf || body.forkOf?.practiceId === input.forkOf) &&
      (topic === null || body.topics.some((id) => topic.includes(id))) &&
      (about === null || body.subjects.some((key) => subjectId(key) === about)),
  };
}

export async function list(context: ReadContext, input: In<'list'>): Promise<Out<'list'>> {
  const topic = input.topic === undefined ? null : await context.kit.topics.bornBy(input.topic);
  const listing = practiceListing(context, input, topic);
  if (input.text !== undefined && input.state !== 'draft') return search(context, input, input.text, listing);
  const found = await page(context, listing, input);
  return {
    ...found,
    items: await practiceCards(
      context,
      found.items.map(({ body }) => body),
    ),
  };
}

/** The best match first. Hits stand in no index, so that a place in them is a number. */
async function search(
  context: ReadContext,
  input: In<'list'>,
  text: string,
  listing: Listing<PracticeRecord>,
): Promise<Out<'list'>> {
  const name = nameOf(context, listing);
  const at = (cursor: string | undefined, field: 'after' | 'before') =>
    cursor === undefined ? null : Number(placeAt(name, cursor, field)) || 0;
  const limit = input.limit ?? USUAL;
  const before = at(input.before, 'before');
  const from = before === null ? (at(input.after, 'after') ?? 0) : Math.max(0, before - limit);
  const hits = await context.kit.search.query(context.partition, {
    text,
    facets: { kind: ['practice'] },
    limit: MOST_HITS,
  });
  const records = await context.getMany(
    practices,
    hits.map(({ id }) => id),
  );
  const kept = records.flatMap((record) =>
    record && record.state !== 'draft' && listing.keep?.(record) ? [record] : [],
  );
  const to = before ?? from + limit;
  return {
    items: await practiceCards(context, kept.slice(from, to)),
    next: to < kept.length ? cursorAt(name, String(to)) : null,
    previous: from > 0 ? cursorAt(name, String(from)) : null,
  };
}

export async function get(context: ReadContext, { practiceId }: In<'get'>): Promise<Out<'get'>> {
  const practice = await practiceView(context, practiceId);
  await context.kit.usage.note(context, 'read', communityIdOf(practiceId), practiceId);
  return practice;
}

export async function listVersions(context: ReadContext, input: In<'listVersions'>): Promise<Out<'listVersions'>> {
  const { practiceId, ...request } = input;
  await findPractice(context, practiceId);
  const listing: Listing<VersionRecord> = {
    collection: practiceVersions,
    index: 'practiceVersions',
    prefix: `${practiceId}/`,
    descending: true,
    keyOf: ({ id }) => `${practiceId}/${id}`,
  };
  const found = await page(context, listing, request);
  const people = await context.kit.people.cards(found.items.map(({ body }) => body.by));
  return {
    ...found,
    items: found.items.map(({ body: { practiceId: _practice, by, ...version } }) => ({
      ...version,
      by: people.get(by) ?? stranger(by),
    })),
  };
}
