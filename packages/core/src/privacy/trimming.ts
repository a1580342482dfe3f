import { mint } from '../identity/ids.js';
import type { Kit } from '../kit.js';
import type { ReadContext } from '../operations/context.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import { cursorAt, placeOf } from '../operations/paging.js';
import { reader } from '../store/reader.js';
import type { PrivacyApi } from './api.js';
import { auditNow } from './auditing.js';
import type { Declarations } from './declaration.js';
import { type Due, dueIn, Held, isUsageDue } from './due.js';
import { holdsInForce, releaseEnded } from './holding.js';
import { PRIVACY, type RunRecord, retentionRuns } from './records.js';
import type { RetentionRules } from './retention.js';

type Out<K extends keyof PrivacyApi> = OutputOf<PrivacyApi[K]>;

const THE_RUN = 'last';
/** A process that was not heard of for so long is dead, and another goes on. */
const DEAD_MS = 600_000;
/** One a day is enough, however many processes sweep and however often they start. */
const AGAIN_MS = 20 * 3_600_000;
const PARTITIONS_A_STEP = 100;
const PARTITIONS_A_CALL = 500;

export interface Retention {
  readonly known: Declarations;
  readonly rules: RetentionRules;
}

/**
 * Deletes what is older than its rule says and not held, partition by partition; who is killed is gone on from. Counts
 * without persons are kept in the audit.
 */
export async function retain(kit: Kit, { known, rules }: Retention): Promise<void> {
  // A store that is about to be restored into must stay empty.
  if ((await kit.storage.listPartitions(null, 1)).length === 0) return;
  await releaseEnded(kit);
  const run = mint(12, kit.random);
  const begun = await begin(kit, run);
  if (!begun) return;
  const held = new Held(kit, known, await holdsInForce(kit, kit.now()));
  const deleted: Record<string, number> = { ...begun.deleted };
  const counts = { held: begun.held };
  let after = begun.after;
  for (;;) {
    const names = await kit.storage.listPartitions(after, PARTITIONS_A_STEP);
    for (const partition of names) {
      if (isUsageDue(rules, partition, begun.startedAt)) {
        if (await held.isDayHeld(partition)) {
          counts.held++;
          continue;
        }
        await kit.storage.purge(partition);
        deleted.usage = (deleted.usage ?? 0) + 1;
        continue;
      }
      for await (const due of dueIn(kit, rules, partition, begun.startedAt)) {
        const free: Due[] = [];
        for (const each of due) if (!(await held.isHeld(partition, each))) free.push(each);
        counts.held += due.length - free.length;
        for (const kind of await remove(kit, partition, free)) deleted[kind] = (deleted[kind] ?? 0) + 1;
      }
    }
    const done = names.length < PARTITIONS_A_STEP;
    after = names.at(-1) ?? after;
    const goesOn = await note(kit, { ...begun, run, after, deleted, held: counts.held }, done);
    if (done || !goesOn) break;
  }
  if (Object.keys(deleted).length > 0)
    await auditNow(kit, 'system', { act: 'retention', counts: { ...deleted, held: counts.held } });
}

/** The run that is to be done: a new one, or one that somebody else left; `null` where there is none to do. */
async function begin(kit: Kit, run: string): Promise<RunRecord | null> {
  return kit.writers.mutate(PRIVACY, async (transaction) => {
    const last = await transaction.get(retentionRuns, THE_RUN);
    const now = kit.now();
    const ago = (at: string) => Date.parse(now) - Date.parse(at);
    if (last && (last.finishedAt === null ? ago(last.aliveAt) < DEAD_MS : ago(last.startedAt) < AGAIN_MS)) return null;
    const fresh = { startedAt: now, after: null, deleted: {}, held: 0, finishedAt: null };
    const begun: RunRecord = { ...(last?.finishedAt === null ? last : fresh), run, aliveAt: now };
    transaction.put(retentionRuns, THE_RUN, begun);
    return begun;
  });
}

/** Answers whether it is still this process's run. */
async function note(kit: Kit, run: RunRecord, done: boolean): Promise<boolean> {
  return kit.writers.mutate(PRIVACY, async (transaction) => {
    const last = await transaction.get(retentionRuns, THE_RUN);
    if (last?.run !== run.run) return false;
    const now = kit.now();
    transaction.put(retentionRuns, THE_RUN, { ...run, aliveAt: now, finishedAt: done ? now : null });
    return true;
  });
}

/** Answers the kinds of what was there. */
async function remove(kit: Kit, partition: string, due: readonly Due[]): Promise<string[]> {
  if (due.length === 0) return [];
  return kit.writers.mutate(partition, async (transaction) => {
    const removed: string[] = [];
    for (const { kind, collection, id } of due) {
      if ((await transaction.get(collection, id)) === null) continue;
      transaction.remove(collection, id);
      removed.push(kind);
    }
    return removed;
  });
}

export async function getRetention({ kit }: ReadContext, rules: RetentionRules): Promise<Out<'getRetention'>> {
  const last = await reader(kit.storage, PRIVACY).get(retentionRuns, THE_RUN);
  if (!last) return { rules, last: null };
  const { startedAt, finishedAt, deleted, held } = last;
  return { rules, last: { startedAt, finishedAt, deleted, held } };
}

/** Counts what a run would delete now. Deletes nothing. */
export async function previewRetention(
  { kit, now }: ReadContext,
  { known, rules }: Retention,
  { after }: InputOf<PrivacyApi['previewRetention']>,
): Promise<Out<'previewRetention'>> {
  const list = 'privacy retention';
  const held = new Held(kit, known, await holdsInForce(kit, now));
  const due: Record<string, number> = {};
  const counts = { held: 0 };
  const names = await kit.storage.listPartitions(after ? placeOf(list, after, 'after') : null, PARTITIONS_A_CALL);
  for (const partition of names) {
    if (isUsageDue(rules, partition, now)) {
      if (await held.isDayHeld(partition)) counts.held++;
      else due.usage = (due.usage ?? 0) + 1;
    }
    for await (const some of dueIn(kit, rules, partition, now)) {
      for (const each of some) {
        if (await held.isHeld(partition, each)) counts.held++;
        else due[each.kind] = (due[each.kind] ?? 0) + 1;
      }
    }
  }
  const last = names.length < PARTITIONS_A_CALL ? undefined : names.at(-1);
  return { due, ...counts, next: last === undefined ? null : cursorAt(list, last) };
}
