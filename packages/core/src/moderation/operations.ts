import * as z from 'zod';
import type { ReadContext, WriteContext } from '../operations/context.js';
import { nothing, reason } from '../operations/inputs.js';
import { type InputOf, type Operation, type OutputOf, read, write } from '../operations/operation.js';
import { pageFields, pageOf } from '../operations/paging.js';
import type { Grant } from '../operations/policy.js';
import { moment } from '../operations/text.js';
import { peoplePartition, UNITS } from '../store/partitions.js';
import { subjectOperations } from '../subjects/operations.js';
import { flags, withheld } from '../threads/records.js';
import { communityId, personId, postId } from '../threads/schemas.js';
import { writingOperations } from '../threads/writing.js';
import type { ModerationApi } from './api.js';
import { hide, keep, restore } from './deciding.js';
import { reject, release } from './holding.js';
import { getMine, listAudit, listOrganisationAudit, listSanctions, sanctionView, suspensionViews } from './listing.js';
import { listQueue } from './queue.js';
import { audit, auditHeads, held, printKeys, sanctionId, sanctionPrints, sanctions, suspensions } from './records.js';
import { ban, liftBan, mute, unmute } from './sanctions.js';
import * as schema from './schemas.js';
import { currentSuspensions, liftSuspension, suspend } from './suspending.js';

type In<K extends keyof ModerationApi> = InputOf<ModerationApi[K]>;
type Out<K extends keyof ModerationApi> = OutputOf<ModerationApi[K]>;

const onPerson = { communityId, personId };

const ofCommunity = (input: { communityId: string }) => input.communityId;
const STAFF: readonly Grant[] = ['facilitator', 'admin'];
/** What administrators read here as the facilitators do. */
const alsoReads = [audit, auditHeads, held, sanctions, sanctionPrints, printKeys, suspensions, flags, withheld].map(
  ({ name }) => name,
);

const done = z.strictObject({ postId: z.string() });

/** A decision on a post. */
function onPost<I extends { postId: string }>(
  verb: keyof ModerationApi,
  summary: string,
  input: z.ZodType<I>,
  run: (context: WriteContext, input: I) => Promise<string>,
  alsoReads: readonly string[] = [],
): Operation {
  return write<I, { postId: string }, string>({
    name: `moderation.${verb}`,
    summary,
    input,
    output: done,
    allow: ['facilitator'],
    alsoReads,
    community: (given) => given.postId,
    run,
    answer: async (_context, id) => ({ postId: id }),
  });
}

function sanctioning<I extends { communityId: string; personId: string }>(
  verb: 'mute' | 'ban',
  summary: string,
  input: z.ZodType<I>,
  run: (context: WriteContext, input: I) => Promise<string>,
): Operation {
  return write<I, Out<'mute'>, string>({
    name: `moderation.${verb}`,
    summary,
    input,
    output: schema.sanction,
    allow: STAFF,
    alsoReads,
    community: ofCommunity,
    run,
    answer: async (context, id) => sanctionView(context, await context.get(sanctions, sanctionId(id, verb))),
  });
}

function lifting(
  verb: 'unmute' | 'liftBan',
  summary: string,
  run: (context: WriteContext, input: In<'unmute'>) => Promise<string>,
): Operation {
  return write<In<'unmute'>, Out<'unmute'>, string>({
    name: `moderation.${verb}`,
    summary,
    input: z.strictObject({ ...onPerson, reason: reason.optional() }),
    output: z.strictObject({ personId: z.string() }),
    allow: STAFF,
    alsoReads,
    community: ofCommunity,
    run,
    answer: async (_context, id) => ({ personId: id }),
  });
}

const overPerson = (input: { personId: string }) => peoplePartition(input.personId);

export const moderationOperations: readonly Operation[] = [
  read<In<'listQueue'>, Out<'listQueue'>>({
    name: 'moderation.listQueue',
    summary: 'Posts that were flagged or held back, the longest waiting first.',
    input: z.strictObject({ communityId, ...pageFields }),
    output: z.strictObject(pageOf(schema.queueItem)),
    allow: ['facilitator'],
    community: ofCommunity,
    run: listQueue,
  }),

  onPost('hide', 'Takes a post out of sight and says why.', z.strictObject({ postId, reason }), hide),
  onPost('restore', 'Shows a hidden post again and says why.', z.strictObject({ postId, reason }), restore),
  onPost('keep', 'Leaves a flagged post as it is.', z.strictObject({ postId, reason: reason.optional() }), keep),
  onPost(
    'release',
    'Lets a post appear that was held back.',
    z.strictObject({ postId }),
    release,
    // Whatever the author's own call reads, which it makes again.
    [...writingOperations, ...subjectOperations].flatMap((operation) => operation.alsoReads ?? []),
  ),
  onPost('reject', 'Turns down a post that was held back.', z.strictObject({ postId, reason }), reject),

  sanctioning<In<'mute'>>(
    'mute',
    'Lets somebody read and not write for a time.',
    z.strictObject({ ...onPerson, reason, until: moment() }),
    mute,
  ),
  lifting('unmute', 'Lets somebody write again.', unmute),
  sanctioning<In<'ban'>>(
    'ban',
    'Removes somebody and keeps them out until it is lifted.',
    z.strictObject({ ...onPerson, reason }),
    ban,
  ),
  lifting('liftBan', 'Lets somebody join again.', liftBan),

  read<In<'listSanctions'>, Out<'listSanctions'>>({
    name: 'moderation.listSanctions',
    summary: 'Who is muted or banned, the newest first.',
    input: z.strictObject({ communityId, ...pageFields }),
    output: z.strictObject(pageOf(schema.sanction)),
    allow: STAFF,
    alsoReads,
    community: ofCommunity,
    run: listSanctions,
  }),

  write<In<'suspend'>, Out<'suspend'>, string>({
    name: 'moderation.suspend',
    summary: 'Keeps somebody out of the whole organisation’s communities.',
    input: z.strictObject({ personId, reason, until: moment().optional() }),
    output: schema.suspension,
    allow: ['admin'],
    alsoReads,
    home: overPerson,
    run: suspend,
    async answer(context, id) {
      const record = await context.get(suspensions, id);
      const [view] = await suspensionViews(context, record ? [record] : []);
      if (!view) throw new Error(`The suspension of ${id} is not there.`);
      return view;
    },
  }),

  write<In<'liftSuspension'>, Out<'liftSuspension'>, string>({
    name: 'moderation.liftSuspension',
    summary: 'Lets somebody in again.',
    input: z.strictObject({ personId, reason: reason.optional() }),
    output: z.strictObject({ personId: z.string() }),
    allow: ['admin'],
    alsoReads,
    home: overPerson,
    run: liftSuspension,
    answer: async (_context, id) => ({ personId: id }),
  }),

  read<In<'listSuspensions'>, Out<'listSuspensions'>>({
    name: 'moderation.listSuspensions',
    summary: 'Who is suspended, the newest first.',
    input: nothing,
    output: z.strictObject({ items: z.array(schema.suspension) }),
    allow: ['admin'],
    alsoReads,
    home: () => UNITS,
    run: async (context) => ({ items: await suspensionViews(context, await currentSuspensions(context)) }),
  }),

  read<In<'getMine'>, Out<'getMine'>>({
    name: 'moderation.getMine',
    summary: 'Whether the actor is muted or banned and why, and their posts that are held back.',
    input: z.strictObject({ communityId }),
    output: schema.ownStanding,
    allow: ['viewer'],
    // Of who was somebody else before an erasure.
    alsoReads: [sanctions.name, sanctionPrints.name, printKeys.name],
    community: ofCommunity,
    run: (context: ReadContext) => getMine(context),
  }),

  read<In<'listAudit'>, Out<'listAudit'>>({
    name: 'moderation.listAudit',
    summary: 'What facilitators, sponsors and administrators did in a community, the newest first.',
    input: z.strictObject({ communityId, ...pageFields }),
    output: z.strictObject(pageOf(schema.auditEntry)),
    allow: STAFF,
    alsoReads,
    community: ofCommunity,
    run: listAudit,
  }),

  read<In<'listOrganisationAudit'>, Out<'listOrganisationAudit'>>({
    name: 'moderation.listOrganisationAudit',
    summary: 'What administrators did to people, units and topics, the newest first.',
    input: z.strictObject({ limit: pageFields.limit, after: pageFields.after }),
    output: z.strictObject({ items: z.array(schema.auditEntry), next: z.string().nullable() }),
    allow: ['admin'],
    alsoReads,
    home: () => UNITS,
    run: listOrganisationAudit,
  }),
];
