import { CopkitError } from '../errors.js';
import { mint } from '../identity/ids.js';
import { partitions } from '../integrity/feed.js';
import type { Job } from '../jobs/job.js';
import type { ReadContext, WriteContext } from '../operations/context.js';
import { type Hook, hook } from '../operations/hooks.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import { erase } from '../people/administration.js';
import { people } from '../people/records.js';
import { EVERY_KEY } from '../store/keys.js';
import { reader, scanAll } from '../store/reader.js';
import { stranger } from '../threads/view.js';
import type { ErasureOutcome, PrivacyApi } from './api.js';
import { audit } from './auditing.js';
import type { Declarations } from './declaration.js';
import { FIND_NAME, type Sought } from './finding.js';
import { ERASE_JOB, heldBack, isInForce } from './holding.js';
import { namesOf, printOf } from './names.js';
import { erasures, holds, pendingErasures } from './records.js';

type Out<K extends keyof PrivacyApi> = OutputOf<PrivacyApi[K]>;
type Person = InputOf<PrivacyApi['requestErasure']>;

const DAY_MS = 86_400_000;

/** What goes along with every erasure: an entry in the erasure list, a search for the name, a word in the audit. */
async function prepare(context: WriteContext, { personId }: Person): Promise<void> {
  const record = await context.get(people, personId);
  if (!record || record.erasedAt !== null) return;
  const salt = mint(20, context.kit.random);
  context.put(erasures, personId, {
    personId,
    erasedAt: context.now,
    salt,
    hostHash: record.hostId === null ? null : printOf(salt, record.hostId),
  });
  const sought: Sought = { ...namesOf(record), personId, salt, at: context.now };
  context.effect(FIND_NAME, personId, { ...sought });
  context.remove(pendingErasures, personId);
  context.unschedule(ERASE_JOB, personId);
  audit(context, { act: 'erase', subjectId: personId });
}

/** `people.erase` does the same, and refuses where a hold stands in the way. */
export const erasureHook = (known: Declarations): Hook =>
  hook('people.erase', {
    alsoReads: [holds.name],
    async before(context, input) {
      if (await heldBack(context, known, input.personId))
        throw new CopkitError(
          'conflict',
          'A legal hold stands in the way. With privacy.requestErasure it is done when the hold ends.',
          'personId',
        );
      await prepare(context, input);
      return undefined;
    },
  });

export async function requestErasure(
  context: WriteContext,
  known: Declarations,
  { personId }: Person,
): Promise<ErasureOutcome> {
  if (!(await context.get(people, personId)))
    throw new CopkitError('not-found', 'There is no such person.', 'personId');
  const waiting = await context.get(pendingErasures, personId);
  if (await heldBack(context, known, personId)) {
    if (!waiting) {
      context.put(pendingErasures, personId, { personId, by: context.actor.id, at: context.now });
      await wait(context, personId);
      audit(context, { act: 'postponeErasure', subjectId: personId });
    }
    return { personId, state: 'pending', askedAt: waiting?.at ?? context.now };
  }
  await prepare(context, { personId });
  await erase(context, { personId });
  return { personId, state: 'erased', askedAt: waiting?.at ?? context.now };
}

/** Looks again when the hold ends, and once a day, since another may have been put or released. */
async function wait(context: WriteContext, personId: string): Promise<void> {
  const tomorrow = new Date(Date.parse(context.now) + DAY_MS).toISOString();
  const held = await context.get(holds, personId);
  const until = isInForce(held, context.now) ? (held?.until ?? null) : null;
  context.schedule(ERASE_JOB, personId, until !== null && until < tomorrow ? until : tomorrow);
}

export const eraseJob = (known: Declarations): Job => ({
  type: ERASE_JOB,
  async run(context, personId) {
    if (!(await context.get(pendingErasures, personId))) return;
    if (await heldBack(context, known, personId)) return wait(context, personId);
    await prepare(context, { personId });
    await erase(context, { personId });
  },
});

export async function listPendingErasures({ kit }: ReadContext): Promise<Out<'listPendingErasures'>> {
  const items: Out<'listPendingErasures'>['items'][number][] = [];
  for await (const partition of partitions(kit.storage)) {
    if (!partition.startsWith('people/')) continue;
    const waiting = await scanAll(reader(kit.storage, partition), pendingErasures, {
      index: 'pendingErasures',
      ...EVERY_KEY,
    });
    const cards = await kit.people.cards(waiting.flatMap(({ body }) => [body.personId, body.by]));
    for (const { body } of waiting) {
      const person = (id: string) => cards.get(id) ?? stranger(id);
      items.push({ person: person(body.personId), askedAt: body.at, by: person(body.by) });
    }
  }
  return { items };
}
