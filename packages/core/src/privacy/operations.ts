import * as z from 'zod';
import { nothing, reason } from '../operations/inputs.js';
import { direct, type InputOf, type Operation, type OutputOf, read, write } from '../operations/operation.js';
import { pageFields } from '../operations/paging.js';
import { idText, moment, shortText } from '../operations/text.js';
import { peoplePartition } from '../store/partitions.js';
import { communityId, personId } from '../threads/schemas.js';
import type { PrivacyApi } from './api.js';
import { auditNow, auditPage } from './auditing.js';
import { listPendingErasures, requestErasure } from './erasing.js';
import { ownPage, pageOnBehalf } from './exporting.js';
import { HOLDABLE, hold, holdView, homeOfHeld, listHolds, release } from './holding.js';
import { hitStates, holds, nameHits, PRIVACY, pendingErasures } from './records.js';
import { registerOf } from './register.js';
import { countNameHits, decideNameHit, hitView, listNameHits, locateText } from './reviewing.js';
import * as schema from './schemas.js';
import { getRetention, previewRetention, type Retention } from './trimming.js';

type In<K extends keyof PrivacyApi> = InputOf<PrivacyApi[K]>;
type Out<K extends keyof PrivacyApi> = OutputOf<PrivacyApi[K]>;

const after = pageFields.after;
const subjectId = idText(HOLDABLE, 'person, community or thread');
const ownRecord = (_input: unknown, actorId: string) => peoplePartition(actorId);
const office = () => PRIVACY;

/** What people ask for themselves, and what administrators do for them and for the organisation. */
export function privacyOperations({ known, rules }: Retention): readonly Operation[] {
  const everything = Object.keys(known);
  return [
    read<In<'getMine'>, Out<'getMine'>>({
      name: 'privacy.getMine',
      summary: 'Everything that is kept about the actor, in pages.',
      input: z.strictObject({ after }),
      output: schema.exportPage,
      allow: ['person'],
      home: ownRecord,
      run: (context, input) => ownPage(context, known, input),
    }),

    direct<In<'exportOf'>, Out<'exportOf'>>({
      name: 'privacy.exportOf',
      summary: 'Everything that is kept about a person, on their behalf, in pages. Audited.',
      input: z.strictObject({ personId, reason, after }),
      output: schema.exportPage,
      allow: ['admin'],
      home: (input) => peoplePartition(input.personId),
      run: (context, input) => pageOnBehalf(context, known, input),
    }),

    write<In<'requestErasure'>, Out<'requestErasure'>, Out<'requestErasure'>>({
      name: 'privacy.requestErasure',
      summary: 'Erases a person, now or when a legal hold that stands in the way ends.',
      input: z.strictObject({ personId }),
      output: schema.erasureOutcome,
      allow: ['admin', 'owner'],
      owner: (_context, input) => input.personId,
      home: (input) => peoplePartition(input.personId),
      endsActor: (input) => input.personId,
      alsoReads: [holds.name, pendingErasures.name],
      run: (context, input) => requestErasure(context, known, input),
      answer: async (_context, outcome) => outcome,
    }),

    read<In<'listPendingErasures'>, Out<'listPendingErasures'>>({
      name: 'privacy.listPendingErasures',
      summary: 'Erasures that wait for the end of a legal hold.',
      input: nothing,
      output: z.strictObject({ items: z.array(schema.pendingErasure) }),
      allow: ['admin'],
      home: office,
      run: (context) => listPendingErasures(context),
    }),

    read<In<'listNameHits'>, Out<'listNameHits'>>({
      name: 'privacy.listNameHits',
      summary: 'Texts in which the name of an erased person seems to stand, oldest first.',
      input: z.strictObject({ communityId, state: z.enum(hitStates).optional(), ...pageFields }),
      output: schema.nameHitPage,
      allow: ['facilitator', 'admin'],
      community: (input) => input.communityId,
      alsoReads: [nameHits.name],
      run: (context, input) => listNameHits(context, known, input),
    }),

    read<In<'countNameHits'>, Out<'countNameHits'>>({
      name: 'privacy.countNameHits',
      summary: 'How many such texts wait to be looked at, by community.',
      input: nothing,
      output: schema.nameHitCounts,
      allow: ['admin'],
      home: office,
      run: (context) => countNameHits(context),
    }),

    write<In<'decideNameHit'>, Out<'decideNameHit'>, string>({
      name: 'privacy.decideNameHit',
      summary: 'Takes the name of an erased person out of a text, or says that it is not meant.',
      input: z.strictObject({ communityId, hitId: shortText(40), outcome: z.enum(['redacted', 'kept']) }),
      output: schema.nameHit,
      allow: ['facilitator', 'admin'],
      community: (input) => input.communityId,
      whenArchived: true,
      alsoReads: everything,
      run: (context, input) => decideNameHit(context, known, input),
      answer: (context, hitId) => hitView(context, known, hitId),
    }),

    direct<In<'locateText'>, Out<'locateText'>>({
      name: 'privacy.locateText',
      summary: 'Where some words stand in what communities write, hidden texts and notes included. Audited.',
      input: z.strictObject({ text: shortText(200), reason, after }),
      output: z.strictObject({ items: z.array(schema.foundText), next: z.string().nullable() }),
      allow: ['admin'],
      home: office,
      async run(context, input) {
        const found = await locateText(context, known, input);
        // Every page, since a place to go on from can be made up.
        await auditNow(context.kit, context.actor.id, {
          act: 'locate',
          reason: input.reason,
          counts: { texts: found.items.length },
        });
        return found;
      },
    }),

    write<In<'hold'>, Out<'hold'>, string>({
      name: 'privacy.hold',
      summary: 'Keeps a person, a community or a thread from being erased or trimmed.',
      input: z.strictObject({ subjectId, reason, until: moment().nullable().optional() }),
      output: schema.hold,
      allow: ['admin'],
      home: (input) => homeOfHeld(input.subjectId),
      run: hold,
      answer: holdView,
    }),

    write<In<'release'>, Out<'release'>, string>({
      name: 'privacy.release',
      summary: 'Ends a legal hold; what waited for that is done.',
      input: z.strictObject({ subjectId, reason }),
      output: z.strictObject({ subjectId: z.string() }),
      allow: ['admin'],
      home: (input) => homeOfHeld(input.subjectId),
      alsoReads: [holds.name, pendingErasures.name],
      run: release,
      answer: async (_context, released) => ({ subjectId: released }),
    }),

    read<In<'listHolds'>, Out<'listHolds'>>({
      name: 'privacy.listHolds',
      summary: 'Legal holds that are in force.',
      input: nothing,
      output: z.strictObject({ items: z.array(schema.hold) }),
      allow: ['admin'],
      home: office,
      run: (context) => listHolds(context),
    }),

    read<In<'getRetention'>, Out<'getRetention'>>({
      name: 'privacy.getRetention',
      summary: 'How long what is kept, and what was deleted last.',
      input: nothing,
      output: schema.retentionState,
      allow: ['person'],
      home: office,
      run: (context) => getRetention(context, rules),
    }),

    read<In<'previewRetention'>, Out<'previewRetention'>>({
      name: 'privacy.previewRetention',
      summary: 'Counts what would be deleted now, and deletes nothing.',
      input: z.strictObject({ after }),
      output: schema.retentionPreview,
      allow: ['admin'],
      home: office,
      run: (context, input) => previewRetention(context, { known, rules }, input),
    }),

    read<In<'getRegister'>, Out<'getRegister'>>({
      name: 'privacy.getRegister',
      summary: 'What is kept about people, why, who sees it and how long.',
      input: nothing,
      output: z.strictObject({ items: z.array(schema.processing) }),
      allow: ['person'],
      home: office,
      run: async ({ kit }) => ({ items: registerOf(kit.collections.values(), known, rules) }),
    }),

    read<In<'listAudit'>, Out<'listAudit'>>({
      name: 'privacy.listAudit',
      summary: 'What was exported, held, erased and deleted, the newest first.',
      input: z.strictObject(pageFields),
      output: schema.auditEntryPage,
      allow: ['admin'],
      home: office,
      run: auditPage,
    }),
  ];
}
