import { derive } from '../identity/ids.js';
import type { ReadContext } from '../operations/context.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import { type Listing, page } from '../operations/paging.js';
import { findPractice } from '../practices/practice.js';
import type { AdoptionsApi } from './api.js';
import { type AdoptionRecord, adoptions } from './records.js';
import { adoptionViews } from './view.js';

type List = AdoptionsApi['list'];

export async function list(context: ReadContext, input: InputOf<List>): Promise<OutputOf<List>> {
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
}
