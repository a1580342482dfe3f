import * as z from 'zod';
import { shardOf } from '../identity/ids.js';
import { nothing } from '../operations/inputs.js';
import { direct, type InputOf, type Operation, type OutputOf, read } from '../operations/operation.js';
import { moment, shortText } from '../operations/text.js';
import { hostKey, hosts } from '../people/records.js';
import { peopleShard } from '../store/partitions.js';
import { auditNow } from './auditing.js';
import { exportErasures, reapplyErasures } from './erasure-list.js';
import type { ErasureList, PrivacyOfficeApi } from './office-api.js';
import { PRIVACY } from './records.js';

type In<K extends keyof PrivacyOfficeApi> = InputOf<PrivacyOfficeApi[K]>;
type Out<K extends keyof PrivacyOfficeApi> = OutputOf<PrivacyOfficeApi[K]>;

export const erasureListSchema: z.ZodType<ErasureList> = z.strictObject({
  format: z.literal('copkit erasures 1'),
  madeAt: moment(),
  erasures: z.array(
    z.strictObject({
      personId: shortText(64),
      erasedAt: moment(),
      salt: shortText(64),
      hostHash: shortText(100).nullable(),
    }),
  ),
  redactions: z.array(z.strictObject({ personId: shortText(64), communityId: shortText(64), hitId: shortText(200) })),
});

const count = z.int().min(0);
const office = () => PRIVACY;

/** For the command line and for jobs of the host; never reachable over HTTP. */
export const officeOperations: readonly Operation[] = [
  read<In<'getErasures'>, Out<'getErasures'>>({
    name: 'privacyOffice.getErasures',
    summary: 'Everybody who was erased, without their names, to be kept apart from backups.',
    input: nothing,
    output: erasureListSchema,
    allow: ['system'],
    home: office,
    run: ({ kit }) => exportErasures(kit),
  }),

  read<In<'findPerson'>, Out<'findPerson'>>({
    name: 'privacyOffice.findPerson',
    summary: 'Whom the sign-on knows by an id.',
    input: z.strictObject({ hostId: shortText(200) }),
    output: z.strictObject({ personId: z.string().nullable() }),
    allow: ['system'],
    home: (input) => peopleShard(shardOf(input.hostId)),
    async run(context, { hostId }) {
      const known = await context.get(hosts, hostKey(hostId));
      return { personId: known?.personId ?? null };
    },
  }),

  direct<In<'reapply'>, Out<'reapply'>>({
    name: 'privacyOffice.reapply',
    summary: 'Erases again, after a backup was restored, whoever is in the list.',
    input: erasureListSchema,
    output: z.strictObject({ erased: count, pending: count, unknown: count, redacted: count, open: count }),
    allow: ['system'],
    home: office,
    run: ({ kit }, list) => reapplyErasures(kit, list),
  }),

  direct<In<'noteRawExport'>, Out<'noteRawExport'>>({
    name: 'privacyOffice.noteRawExport',
    summary: 'Notes that single acts of people, under their ids, were handed out.',
    input: z.strictObject({ subjectId: shortText(100).nullable(), reason: shortText(1_000) }),
    output: z.strictObject({ noted: z.literal(true) }),
    allow: ['system'],
    home: office,
    async run({ kit, actor }, said) {
      await auditNow(kit, actor.id, { act: 'rawExport', ...said });
      return { noted: true };
    },
  }),
];
