import type { Json } from '@copkit/storage';
import { activities } from '../../packages/core/src/activity/records.js';
import type { Activity, Caller, CopkitApi } from '../../packages/core/src/index.js';
import { seeded } from '../../packages/core/src/measures/seeded.js';
import { communityPartition } from '../../packages/core/src/store/partitions.js';
import { foundCommunity, hostIdOf, type Organisation } from '../../packages/core/src/testing/organisation.js';

/** So many people nobody may be told apart in. */
const K = 5;
const HOUR = 3_600_000;
const DAYS = 181;
const FROM = Date.parse('2025-01-01T00:00:00.000Z');

export interface Doing {
  readonly seed: number;
  readonly people: number;
  readonly questions: number;
}

/** An act on the log, which the store is told of without anybody's doing it. */
export type Logged = Pick<Activity, 'actor' | 'verb' | 'object' | 'at' | 'unitAtEvent'> & Partial<Activity>;

const unitOf = (person: number) => ['works', 'lab', 'works', 'hall', 'works', 'lab', 'works'][person % 7] ?? 'works';
const topicsOf = (random: () => number) => (random() < 0.5 ? ['pumps'] : random() < 0.5 ? ['seals'] : []);

/** Half a year of a small community: some ask and answer much, some hardly ever, the same for the same seed. */
export function halfYear({ seed, people, questions }: Doing): Logged[] {
  const random = seeded(seed);
  const pick = () => Math.floor(people * random() ** 1.5);
  const moment = (hours: number) => new Date(FROM + Math.round(hours * HOUR)).toISOString();
  const by = (person: number) => ({ actor: idOf(person), unitAtEvent: unitOf(person) });
  const log: Logged[] = Array.from({ length: people }, (_, person) => ({
    ...by(person),
    verb: 'join',
    object: 'c',
    target: idOf(person),
    at: moment(person / 10),
  }));
  for (let n = 0; n < questions; n++) {
    const asked = 2 + random() * (DAYS - 20) * 24;
    const asker = pick();
    const topics = topicsOf(random);
    log.push({
      ...by(asker),
      verb: 'ask',
      object: `q${n}`,
      topics,
      at: moment(asked),
      detail: { customerWaiting: false },
    });
    for (let answer = Math.floor(random() * 3); answer > 0; answer--) {
      const answered = { verb: 'answer', object: `q${n}r${answer}`, inReplyTo: `q${n}`, topics } as const;
      log.push({ ...by(pick()), ...answered, at: moment(asked + 200 * random() ** 3) });
    }
    if (random() < 0.5) log.push({ ...by(pick()), verb: 'thank', object: `q${n}r1`, at: moment(asked + 250) });
  }
  return log;
}
export const idOf = (person: number): string => `p_0${String(person).padStart(16, '0')}`;

/** As the log of a community has them. */
export const actsOf = (log: readonly Logged[], community: string): Activity[] =>
  log.map((act, at) => {
    const usual = {
      inReplyTo: null,
      target: null,
      channel: 'text',
      topics: [],
      origin: 'imported',
      detail: null,
    } as const;
    const object = act.object === 'c' ? community : act.object;
    return {
      ...usual,
      recordedAt: act.at,
      ...act,
      id: `act${String(at).padStart(5, '0')}`,
      community,
      object,
    } as Activity;
  });

/** A community with this log and nothing else. */
export async function communityWith(org: Organisation, log: readonly Logged[]): Promise<string> {
  const { id: community } = await foundCommunity(org, 'Fay');
  const puts = actsOf(log, community).map((body) => ({
    collection: activities.name,
    id: body.id,
    body: body as unknown as Json,
    keys: activities.keys(body, body.id),
  }));
  await org.storage.commit(communityPartition(community), { expect: [], puts, deletes: [] });
  return community;
}

/** As the product answers, without what tests check besides. */
export const as = (org: Organisation, name: string, admin = false) =>
  org.cop.as({ hostId: hostIdOf(name), name, admin });

/** Everything that may be asked of a community's figures in one role, by what was asked. */
export async function everythingAsked(
  api: CopkitApi & Caller,
  communityId: string,
  metrics: readonly string[] | null = null,
): Promise<Map<string, unknown>> {
  const answers = new Map<string, unknown>();
  const ask = async (name: string, input: object) => {
    const { communityId: _, ...said } = input as { communityId?: string };
    answers.set(`${name} ${JSON.stringify(said)}`, await api.call(name, input));
  };
  const { items: windows } = await api.metrics.listWindows({ communityId });
  const quarters = windows.filter(({ window }) => window.includes('Q'));
  for (const { name: metric, windows: which, breakdowns } of (await api.metrics.list()).items) {
    if (metrics && !metrics.includes(metric)) continue;
    for (const { window } of which === 'quarters' ? quarters : windows)
      await ask('metrics.get', { communityId, metric, window });
    for (const by of breakdowns)
      for (const { window } of quarters) await ask('metrics.getBreakdown', { communityId, metric, by, window });
  }
  if (metrics) return answers;
  for (const { window } of quarters) {
    await ask('knowledge.getMap', { communityId, window });
    await ask('knowledge.getRisk', { communityId, window });
    await ask('routing.getOutcomes', { communityId, window });
    await ask('stories.getMatrix', { communityId, window });
    for (const view of ['facilitator', 'sponsor']) await ask('metrics.getDashboard', { communityId, view, window });
  }
  await ask('lifeCycle.get', { communityId });
  return answers;
}

const NONE = 1e-9;

/** What adding up and taking away of rows can make: the rows that are left, as few as can be. */
function independent(rows: readonly (readonly number[])[]): number[][] {
  const basis: { readonly lead: number; readonly row: number[] }[] = [];
  for (const given of rows) {
    const row = [...given];
    for (const { lead, row: known } of basis) {
      const factor = row[lead] ?? 0;
      if (Math.abs(factor) < NONE) continue;
      for (let at = 0; at < row.length; at++) row[at] = (row[at] ?? 0) - factor * (known[at] ?? 0);
    }
    const lead = row.findIndex((entry) => Math.abs(entry) > NONE);
    if (lead < 0) continue;
    const by = row[lead] ?? 1;
    basis.push({ lead, row: row.map((entry) => entry / by) });
  }
  return basis.map(({ row }) => row);
}

/** Months, as places from 0 on, of which something is told together. */
export type Told = readonly number[];

/**
 * Sets of months of which a count can be worked out from those that are told, and behind which stand, in one of its
 * parts, somebody but fewer than five people.
 *
 * @param people by month and part, who stands behind the records.
 */
export function workedOut(told: readonly Told[], people: readonly (readonly ReadonlySet<number>[])[]): number[][] {
  const months = people.length;
  const rowOf = (some: Told) => Array.from({ length: months }, (_, month) => (some.includes(month) ? 1 : 0));
  const known = independent(told.map(rowOf));
  const found: number[][] = [];
  for (let set = 1; set < 2 ** months; set++) {
    const some = Array.from({ length: months }, (_, month) => month).filter((month) => (set >> month) & 1);
    const parts = Math.max(...some.map((month) => people[month]?.length ?? 0));
    const few = Array.from({ length: parts }, (_, part) => {
      const { size } = new Set(some.flatMap((month) => [...(people[month]?.[part] ?? [])]));
      return size > 0 && size < K;
    });
    if (few.includes(true) && independent([...known, rowOf(some)]).length === known.length) found.push(some);
  }
  return found;
}
