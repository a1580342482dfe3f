import * as z from 'zod';
import type { CallOptions, Page, PageRequest } from '../operations/call.js';
import { type InputOf, type Operation, type OutputOf, read } from '../operations/operation.js';
import { page, pageFields, pageOf } from '../operations/paging.js';
import { communityId } from '../threads/schemas.js';
import { type Activity, activities } from './records.js';

/** The raw log, for jobs and exports; no person reads it. */
export interface ActivityApi {
  /** Oldest first. */
  list(input: { communityId: string } & PageRequest, options?: CallOptions): Promise<Page<Activity>>;
}

export const activityOperations: readonly Operation[] = [
  read<InputOf<ActivityApi['list']>, OutputOf<ActivityApi['list']>>({
    name: 'activity.list',
    summary: 'The activity log of a community, oldest first.',
    input: z.strictObject({ communityId, ...pageFields }),
    output: z.strictObject(pageOf(activities.schema)),
    allow: ['system'],
    community: (input) => input.communityId,
    async run(context, { communityId: _community, ...request }) {
      const found = await page(
        context,
        {
          collection: activities,
          index: 'activity',
          prefix: 'at/',
          descending: false,
          keyOf: ({ id, body }) => `at/${body.at}/${id}`,
        },
        request,
      );
      return { ...found, items: found.items.map(({ body }) => body) };
    },
  }),
];
