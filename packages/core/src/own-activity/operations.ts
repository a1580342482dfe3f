import * as z from 'zod';
import type { Verb } from '../activity/records.js';
import { logOf } from '../metrics/measure.js';
import { monthName } from '../metrics/windows.js';
import type { ReadContext } from '../operations/context.js';
import { type InputOf, type Operation, type OutputOf, read } from '../operations/operation.js';
import { communityId } from '../threads/schemas.js';
import type { OwnActivity, OwnActivityApi } from './api.js';

const MONTHS = 12;
const LATEST = 20;
const count = z.number();
const verb = z.string() as unknown as z.ZodType<Verb>;

const ownActivity: z.ZodType<OwnActivity> = z.strictObject({
  acts: z.array(z.strictObject({ verb, count })),
  months: z.array(z.strictObject({ month: z.string(), count })),
  latest: z.array(z.strictObject({ verb, objectId: z.string(), at: z.string() })),
});

export const ownActivityOperations: readonly Operation[] = [
  read<InputOf<OwnActivityApi['get']>, OutputOf<OwnActivityApi['get']>>({
    name: 'ownActivity.get',
    summary: 'What the actor did in a community, for their own eyes.',
    input: z.strictObject({ communityId }),
    output: ownActivity,
    allow: ['reader'],
    community: (input) => input.communityId,
    run: (context, input) => ownActivityIn(context, input.communityId),
  }),
];

async function ownActivityIn({ kit, actor }: ReadContext, community: string): Promise<OwnActivity> {
  const log = await logOf(kit, community);
  const self = actor.kind === 'person' ? log.people.numberOf(actor.id) : Number.NaN;
  const acts = new Map<Verb, number>();
  const months = new Map<string, number>();
  const latest: OwnActivity['latest'][number][] = [];
  for (const act of log.acts()) {
    if (act.actor !== self) continue;
    acts.set(act.verb, (acts.get(act.verb) ?? 0) + 1);
    const month = monthName(log.calendar.monthOf(act.at));
    months.set(month, (months.get(month) ?? 0) + 1);
    latest.push({ verb: act.verb, objectId: log.objects.stringOf(act.object), at: new Date(act.at).toISOString() });
    if (latest.length > LATEST) latest.shift();
  }
  return {
    acts: [...acts].map(([verb, count]) => ({ verb, count })).sort((a, b) => b.count - a.count),
    months: [...months]
      .slice(-MONTHS)
      .reverse()
      .map(([month, count]) => ({ month, count })),
    latest: latest.reverse(),
  };
}
