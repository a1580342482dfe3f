import { CopkitError } from '../errors.js';
import { DAY_MS } from '../experts/formulas.js';
import type { Job } from '../jobs/job.js';
import type { ReadContext, WriteContext } from '../operations/context.js';
import type { InputOf } from '../operations/operation.js';
import { EVERY_KEY } from '../store/keys.js';
import { scanAll } from '../store/reader.js';
import type { Declaration, ExpertiseApi } from './api.js';
import { DECLARED } from './following.js';
import { knownTopic, oneself } from './knowing.js';
import { type DeclarationRecord, declarations } from './records.js';

type In<K extends keyof ExpertiseApi> = InputOf<ExpertiseApi[K]>;

const MOST_DECLARED = 50;
const LASTS_MONTHS = 12;
/** So long before the end the person is asked whether it still holds. */
const REMIND_MS = 30 * DAY_MS;
const REMIND = 'expertise.remind';
const EXPIRE = 'expertise.expire';

function monthsLater(moment: string, months: number): string {
  const date = new Date(moment);
  const day = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() + months);
  // The 29th of February has its anniversary on the 28th.
  if (date.getUTCDate() !== day) date.setUTCDate(0);
  return date.toISOString();
}

export async function declare(context: WriteContext, { topic, note }: In<'declare'>): Promise<string> {
  const personId = oneself(context);
  const topicId = await knownTopic(context.kit, topic);
  // What was said of a topic that became this one is said of this one now.
  const isNew = (await takeBack(context, topicId)) === 0;
  if (isNew) {
    const known = await scanAll(context, declarations, { index: 'declarations', ...EVERY_KEY });
    if (known.length >= MOST_DECLARED)
      throw new CopkitError('conflict', `Nobody knows about more than ${MOST_DECLARED} topics. Withdraw one first.`);
  }
  const expiresAt = monthsLater(context.now, LASTS_MONTHS);
  const trimmed = note?.trim();
  context.put(declarations, topicId, { topicId, note: trimmed || null, at: context.now, expiresAt });
  context.schedule(REMIND, topicId, new Date(Date.parse(expiresAt) - REMIND_MS).toISOString(), { personId });
  context.schedule(EXPIRE, topicId, expiresAt, { personId });
  context.effect(DECLARED, personId, { personId });
  return topicId;
}

export async function withdraw(context: WriteContext, { topic }: In<'withdraw'>): Promise<string> {
  const personId = oneself(context);
  const topicId = await context.kit.topics.idOf(topic);
  if ((await takeBack(context, topicId)) === 0)
    throw new CopkitError('not-found', 'You did not declare this.', 'topic');
  context.effect(DECLARED, personId, { personId });
  return topicId;
}

/** Answers how many there were: of topics that were merged, perhaps several. */
async function takeBack(context: WriteContext, topicId: string): Promise<number> {
  const ids = await context.kit.topics.bornBy(topicId);
  const found = await context.getMany(declarations, ids);
  const declared = ids.filter((_id, at) => found[at]);
  for (const id of declared) {
    context.remove(declarations, id);
    context.unschedule(REMIND, id);
    context.unschedule(EXPIRE, id);
  }
  return declared.length;
}

export async function declarationView({ kit }: ReadContext, record: DeclarationRecord): Promise<Declaration> {
  const { topicId, note, at, expiresAt } = record;
  const topic = (await kit.topics.refs([topicId])).get(topicId) ?? { id: topicId, label: topicId };
  return { topic, note, at, expiresAt };
}

const notice = (topicId: string, change: 'expiring' | 'expired', expiresAt: string) =>
  ({ type: 'expertise', object: topicId, actor: null, detail: { topicId, change, expiresAt } }) as const;

/** Asks whether a declaration still holds, some time before it ends. */
export const remindJob: Job = {
  type: REMIND,
  async run(context, topicId, { personId }) {
    const declared = await context.get(declarations, topicId);
    if (!declared) return;
    const { expiresAt } = declared;
    context.notify(String(personId), `expertise ${topicId} ${expiresAt}`, notice(topicId, 'expiring', expiresAt));
  },
};

/** What was not said again within the year is said no more. */
export const expireJob: Job = {
  type: EXPIRE,
  async run(context, topicId, payload) {
    const personId = String(payload.personId);
    const declared = await context.get(declarations, topicId);
    if (!declared || declared.expiresAt > context.now) return;
    const { expiresAt } = declared;
    context.remove(declarations, topicId);
    context.notify(personId, `expertise ${topicId} ${expiresAt} ended`, notice(topicId, 'expired', expiresAt));
    context.effect(DECLARED, personId, { personId });
  },
};
