import * as z from 'zod';
import { shardOf } from '../identity/ids.js';
import type { InputOf, Operation, OutputOf } from '../operations/operation.js';
import { longText, moment, shortText } from '../operations/text.js';
import { communityPartition, peopleShard } from '../store/partitions.js';
import * as schema from '../threads/schemas.js';
import type { ImportsApi } from './api.js';
import { importing } from './importing.js';
import { importPostOperations } from './posts.js';
import { communityIdFrom, outcome, placeholderSeed } from './sourced.js';

type In<K extends keyof ImportsApi> = InputOf<ImportsApi[K]>;
type Out<K extends keyof ImportsApi> = OutputOf<ImportsApi[K]>;

const handlers = async () => (await import('../late/oversight.js')).imports;

export const importOperations: readonly Operation[] = [
  importing<In<'community'>, Out<'community'>>({
    name: 'imports.community',
    summary: 'Finds or creates the community of a source.',
    input: z.strictObject({
      source: shortText(200),
      name: shortText(120),
      purpose: longText(2_000),
      createdAt: moment().optional(),
      facilitators: z.array(shortText(200)).max(20).optional(),
    }),
    output: z.strictObject({ communityId: z.string(), outcome }),
    home: (input) => communityPartition(communityIdFrom(input.source)),
    run: async (context, input) => (await handlers()).importCommunity(context, input),
  }),

  importing<In<'member'>, Out<'member'>>({
    name: 'imports.member',
    summary: 'Makes a member of somebody who took part elsewhere.',
    input: z.strictObject({ communityId: schema.communityId, personId: schema.personId, at: moment() }),
    output: z.strictObject({ outcome }),
    community: (input) => input.communityId,
    run: async (context, input) => (await handlers()).importMember(context, input),
  }),

  importing<In<'placeholder'>, Out<'placeholder'>>({
    name: 'imports.placeholder',
    summary: 'A nameless author who stays present.',
    input: z.strictObject({ source: shortText(200), label: shortText(200) }),
    output: z.strictObject({ personId: z.string(), outcome }),
    home: (input) => peopleShard(shardOf(placeholderSeed(input))),
    run: async (context, input) => (await handlers()).importPlaceholder(context, input),
  }),

  ...importPostOperations,
];
