import { PEOPLE_SHARDS } from '../identity/ids.js';
import { isMuted, memberships } from '../membership/records.js';
import type { ReadContext } from '../operations/context.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import { cursorAt, type Listing, page, placeOf } from '../operations/paging.js';
import { PRIVACY } from '../privacy/records.js';
import { under } from '../store/keys.js';
import { peopleShard, TOPICS, UNITS } from '../store/partitions.js';
import { scanAll } from '../store/reader.js';
import { stranger } from '../threads/view.js';
import type { AuditEntry, AuditRecord, ModerationApi, OwnStanding, Sanction, Suspension } from './api.js';
import { audit, auditId, held, type SanctionRecord, type SuspensionRecord, sanctionId, sanctions } from './records.js';
import { earlierSelf } from './returning.js';

type In<K extends keyof ModerationApi> = InputOf<ModerationApi[K]>;
type Out<K extends keyof ModerationApi> = OutputOf<ModerationApi[K]>;

const USUAL = 50;

async function withPeople<T extends SanctionRecord | SuspensionRecord>(context: ReadContext, found: readonly T[]) {
  const people = await context.kit.people.cards(found.flatMap(({ personId, by }) => [personId, by]));
  return found.map(({ personId, by, ...rest }) => ({
    ...rest,
    person: people.get(personId) ?? stranger(personId),
    by: people.get(by) ?? stranger(by),
  }));
}

export async function sanctionView(context: ReadContext, record: SanctionRecord | null): Promise<Sanction> {
  const [view] = await withPeople(context, record ? [record] : []);
  if (!view) throw new Error('There is no such sanction.');
  return view;
}

export async function suspensionViews(
  context: ReadContext,
  records: readonly SuspensionRecord[],
): Promise<Suspension[]> {
  return withPeople(context, records);
}

export async function listSanctions(context: ReadContext, input: In<'listSanctions'>): Promise<Out<'listSanctions'>> {
  const { now } = context;
  const listing: Listing<SanctionRecord> = {
    collection: sanctions,
    index: 'sanctions',
    prefix: 'all/',
    descending: true,
    keyOf: ({ id, body }) => `all/${body.at}/${id}`,
    keep: ({ until }) => until === null || until > now,
  };
  const found = await page(context, listing, input);
  return {
    ...found,
    items: await withPeople(
      context,
      found.items.map(({ body }) => body),
    ),
  };
}

export async function getMine(context: ReadContext): Promise<OwnStanding> {
  const me = context.actor.id;
  const [membership, waiting] = await Promise.all([
    context.get(memberships, me),
    scanAll(context, held, { index: 'held', ...under(`author:${me}/`) }),
  ]);
  const inForce = async (kind: SanctionRecord['kind'], own: boolean) => {
    const whose = own ? me : await earlierSelf(context, me, kind);
    return whose === null ? null : context.get(sanctions, sanctionId(whose, kind));
  };
  const mute = await inForce('mute', isMuted(membership, context.now));
  const ban = await inForce('ban', membership?.sanction?.banned === true);
  return {
    mute: mute?.until ? { until: mute.until, reason: mute.reason, role: mute.role } : null,
    ban: ban && { reason: ban.reason, role: ban.role },
    held: waiting.map(({ body: { postId, threadId, input, at, reason } }) => ({
      postId,
      threadId,
      text: String(input.body),
      at,
      reason,
    })),
  };
}

type Placed = { readonly partition: string; readonly record: AuditRecord };

async function auditViews(context: ReadContext, found: readonly Placed[]): Promise<AuditEntry[]> {
  const ids = found
    .flatMap(({ record: { actor, whom } }) => [actor.id, whom ?? ''])
    .filter((id) => id.startsWith('p_'));
  const people = await context.kit.people.cards(ids);
  const card = (id: string | null) => (id?.startsWith('p_') ? (people.get(id) ?? stranger(id)) : null);
  return found.map((each) => ({ ...each, by: card(each.record.actor.id), whom: card(each.record.whom) }));
}

const auditKey = ({ at, number }: AuditRecord): string => `all/${at}/${auditId(number)}`;

export async function listAudit(context: ReadContext, input: In<'listAudit'>): Promise<Out<'listAudit'>> {
  const listing: Listing<AuditRecord> = {
    collection: audit,
    index: 'audit',
    prefix: 'all/',
    descending: true,
    keyOf: ({ body }) => auditKey(body),
  };
  const { partition } = context;
  const found = await page(context, listing, input);
  return {
    ...found,
    items: await auditViews(
      context,
      found.items.map(({ body }) => ({ partition, record: body })),
    ),
  };
}

/** Where people, units, topics and the office of privacy stand. */
const OUTSIDE = [...[...PEOPLE_SHARDS].map(peopleShard), UNITS, TOPICS, PRIVACY];

export async function listOrganisationAudit(
  context: ReadContext,
  { limit = USUAL, after }: In<'listOrganisationAudit'>,
): Promise<Out<'listOrganisationAudit'>> {
  const list = 'organisation:audit';
  const place = after === undefined ? null : placeOf(list, after, 'after');
  const keyOf = ({ partition, record }: Placed) => `${auditKey(record)} ${partition}`;
  const from = place?.split(' ', 1)[0];
  const pages = await Promise.all(
    OUTSIDE.map(async (partition) => {
      // Up to and with the key of the place, under which several partitions may have a record.
      const range = { index: 'audit', from: 'all/', to: from === undefined ? 'all0' : `${from} `, reverse: true };
      const { items } = await context.in(partition).scan(audit, { ...range, limit: limit + 2 });
      return items.map(({ body }): Placed => ({ partition, record: body }));
    }),
  );
  const rest = pages
    .flat()
    .filter((each) => place === null || keyOf(each) < place)
    .sort((left, right) => (keyOf(left) < keyOf(right) ? 1 : -1));
  const shown = rest.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: await auditViews(context, shown),
    next: rest.length > limit && last ? cursorAt(list, keyOf(last)) : null,
  };
}
