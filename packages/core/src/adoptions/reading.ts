import * as z from 'zod';
import { derive } from '../identity/ids.js';
import { type InputOf, type Operation, type OutputOf, read } from '../operations/operation.js';
import { type Listing, page, pageFields, pageOf } from '../operations/paging.js';
import { shortText } from '../operations/text.js';
import { findPractice } from '../practices/practice.js';
import { practiceId } from '../practices/schemas.js';
import { communityId } from '../threads/schemas.js';
import { adoptionView } from './adopting.js';
import type { AdoptionsApi } from './api.js';
import { type AdoptionRecord, adoptions } from './records.js';
import * as schema from './schemas.js';
import { adoptionViews } from './view.js';

type In<K extends keyof AdoptionsApi> = InputOf<AdoptionsApi[K]>;
type Out<K extends keyof AdoptionsApi> = OutputOf<AdoptionsApi[K]>;

const filters = { state: schema.adoptionState.optional(), unit: shortText(100).optional(), ...pageFields };

export const readingAdoptionOperations: readonly Operation[] = [
  read<In<'get'>, Out<'get'>>({
    name: 'adoptions.get',
    summary: 'What a unit does with a practice.',
    input: z.strictObject({ adoptionId: schema.adoptionId }),
    output: schema.adoption,
    allow: ['reader'],
    community: (input) => input.adoptionId,
    run: (context, input) => adoptionView(context, input.adoptionId),
  }),

  read<In<'list'>, Out<'list'>>({
    name: 'adoptions.list',
    summary: 'What units do with a practice, or with those of a community.',
    input: z.union([z.strictObject({ practiceId, ...filters }), z.strictObject({ communityId, ...filters })], {
      error: 'Name a practice or a community, and filters that there are.',
    }),
    output: z.strictObject(pageOf(schema.adoption)),
    allow: ['reader'],
    community: (input) => ('practiceId' in input ? input.practiceId : input.communityId),
    async run(context, input) {
      const ofPractice = 'practiceId' in input;
      if (ofPractice) await findPractice(context, input.practiceId);
      const prefix = ofPractice ? `practice:${input.practiceId}/` : 'all/';
      const listing: Listing<AdoptionRecord> = {
        collection: adoptions,
        index: 'adoptions',
        prefix,
        descending: !ofPractice,
        keyOf: ({ id, body }) => `${prefix}${ofPractice ? body.consideredAt : body.updatedAt}/${id}`,
        filter: derive(JSON.stringify([input.state, input.unit]), 12),
        keep: (body) => (!input.state || body.state === input.state) && (!input.unit || body.unit === input.unit),
      };
      const found = await page(context, listing, input);
      return {
        ...found,
        items: await adoptionViews(
          context,
          found.items.map(({ body }) => body),
        ),
      };
    },
  }),
];
