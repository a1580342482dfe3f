import * as z from 'zod';
import { communityIdOf } from '../identity/ids.js';
import { type InputOf, type Operation, type OutputOf, read } from '../operations/operation.js';
import { idText } from '../operations/text.js';
import type { UsageApi } from './api.js';

/** In fewer units, a reader could be worked out. */
const FLOOR = 3;
const READABLE_ID = /^[trh]_[0-9a-z]{16}_[0-9a-z]{12}$/;

export const usageOperations: readonly Operation[] = [
  read<InputOf<UsageApi['countUnits']>, OutputOf<UsageApi['countUnits']>>({
    name: 'usage.countUnits',
    summary: 'In how many units something was read; nothing below three.',
    input: z.strictObject({ objectId: idText(READABLE_ID, 'thread or practice') }),
    output: z.strictObject({ units: z.number().nullable() }),
    allow: ['reader'],
    community: (input) => input.objectId,
    async run(context, { objectId }) {
      const units = await context.kit.usage.unitsOf(communityIdOf(objectId), objectId, context.now);
      return { units: units < FLOOR ? null : units };
    },
  }),
];
