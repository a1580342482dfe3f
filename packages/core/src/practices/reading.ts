import * as z from 'zod';
import { communityIdOf, derive } from '../identity/ids.js';
import type { ReadContext } from '../operations/context.js';
import { type InputOf, type Operation, type OutputOf, read } from '../operations/operation.js';
import { cursorAt, type Listing, nameOf, page, pageFields, pageOf, placeOf as placeAt } from '../operations/paging.js';
import { shortText } from '../operations/text.js';
import { subjectText } from '../subjects/schemas.js';
import { subjectId, subjectKey } from '../subjects/subject.js';
import { communityId, personId } from '../threads/schemas.js';
import { stranger } from '../threads/view.js';
import type { PracticesApi } from './api.js';
import { findPractice } from './practice.js';
import { type PracticeRecord, placeOf, practices, practiceVersions, type VersionRecord } from './records.js';
import * as schema from './schemas.js';
import { practiceCards, practiceView } from './view.js';

type In<K extends keyof PracticesApi> = InputOf<PracticesApi[K]>;
type Out<K extends keyof PracticesApi> = OutputOf<PracticesApi[K]>;

const MOST_HITS = 300;
const USUAL = 50;

/** The index that answers most of a request by itself; the rest is looked at one by one. */
function practiceListing(context: ReadContext, input: In<'list'>, topic: string | null): Listing<PracticeRecord> {
  const subject = input.subject === undefined ? null : subjectKey(input.subject);
  const about = subject === null ? null : subjectId(subject);
  const prefix =
    input.state === 'draft'
      ? `draft:${context.actor.id}/`
      : input.forkOf !== undefined
        ? `fork:${input.forkOf}/`
        : about !== null
          ? `subject:${about}/`
          : topic !== null
            ? `topic:${topic}/`
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
      (topic === null || body.topics.includes(topic)) &&
      (about === null || body.subjects.some((key) => subjectId(key) === about)),
  };
}

async function list(context: ReadContext, input: In<'list'>): Promise<Out<'list'>> {
  const topic = input.topic === undefined ? null : await context.kit.topics.idOf(input.topic);
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

export const readingPracticeOperations: readonly Operation[] = [
  read<In<'get'>, Out<'get'>>({
    name: 'practices.get',
    summary: 'A practice in its present version.',
    input: z.strictObject({ practiceId: schema.practiceId }),
    output: schema.practice,
    allow: ['reader'],
    community: (input) => input.practiceId,
    async run(context, { practiceId }) {
      const practice = await practiceView(context, practiceId);
      await context.kit.usage.note(context, 'read', communityIdOf(practiceId), practiceId);
      return practice;
    },
  }),

  read<In<'list'>, Out<'list'>>({
    name: 'practices.list',
    summary: 'The practices of a community, the best proven first.',
    input: z.strictObject({
      communityId,
      topic: z.string().min(1).max(80).optional(),
      subject: subjectText.optional(),
      state: schema.state.optional(),
      kind: schema.kind.optional(),
      forkOf: schema.practiceId.optional(),
      stewardId: personId.optional(),
      text: shortText(500).optional(),
      ...pageFields,
    }),
    output: z.strictObject(pageOf(schema.practiceCard)),
    allow: ['reader'],
    community: (input) => input.communityId,
    run: list,
  }),

  read<In<'listVersions'>, Out<'listVersions'>>({
    name: 'practices.listVersions',
    summary: 'The versions of a practice, the newest first.',
    input: z.strictObject({ practiceId: schema.practiceId, ...pageFields }),
    output: z.strictObject(pageOf(schema.practiceVersion)),
    allow: ['reader'],
    community: (input) => input.practiceId,
    async run(context, { practiceId, ...request }) {
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
    },
  }),
];
