import { CopkitError } from '../errors.js';
import { memberships } from '../membership/records.js';
import { type ReadContext, theCommunity, type WriteContext } from '../operations/context.js';
import type { InputOf } from '../operations/operation.js';
import { EVERY_KEY } from '../store/keys.js';
import { UNITS } from '../store/partitions.js';
import { type PartitionReader, scanAll } from '../store/reader.js';
import type { SurveysApi, SurveyWave } from './api.js';
import { owe } from './members.js';
import { instruments, surveyAnswers, surveyTurnout, surveyWaves, type WaveRecord } from './records.js';

type In<K extends keyof SurveysApi> = InputOf<SurveysApi[K]>;

const DAY_MS = 86_400_000;
const SHORTEST_DAYS = 3;
const LONGEST_DAYS = 60;
/** Between the last days of two waves of an instrument, so that the second is another answer. */
const APART_DAYS = 91;
/** The job that closes a wave after its last day, under its id. */
export const CLOSE_JOB = 'surveys.close';

export const conflict = (message: string): CopkitError => new CopkitError('conflict', message, 'waveId');
const dayOf = (moment: string) => moment.slice(0, 10);
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / DAY_MS;

export async function findWave(context: PartitionReader, waveId: string): Promise<WaveRecord> {
  const wave = await context.get(surveyWaves, waveId);
  if (!wave) throw new CopkitError('not-found', 'There is no such survey.', 'waveId');
  return wave;
}

/** All of the community, the newest first. */
export async function wavesOf(context: PartitionReader): Promise<WaveRecord[]> {
  const found = await scanAll(context, surveyWaves, { index: 'waves', ...EVERY_KEY, reverse: true });
  return found.map(({ body }) => body);
}

export async function plan(context: WriteContext, { instrumentId, until }: In<'plan'>): Promise<string> {
  const instrument = await context.in(UNITS).get(instruments, instrumentId);
  if (!instrument) throw new CopkitError('not-found', 'There is no such instrument.', 'instrumentId');
  const today = dayOf(context.now);
  const length = daysBetween(today, until);
  if (length < SHORTEST_DAYS || length > LONGEST_DAYS)
    throw new CopkitError('invalid', `It ends in ${SHORTEST_DAYS} to ${LONGEST_DAYS} days.`, 'until');
  for (const earlier of await wavesOf(context)) {
    if (earlier.instrumentId !== instrumentId || earlier.state === 'suppressed') continue;
    if (earlier.state !== 'released')
      throw new CopkitError('conflict', 'A wave of this instrument is not over yet.', 'instrumentId');
    if (daysBetween(earlier.until, until) < APART_DAYS)
      throw new CopkitError(
        'conflict',
        `Between two waves lie ${APART_DAYS} days; the last ended on ${earlier.until}.`,
        'until',
      );
  }
  const { kind, title, scale, items } = instrument;
  const id = context.newId('surveys-wave');
  const told = { instrumentId, kind, title, scale, items, until, plannedOn: today };
  context.put(surveyWaves, id, { id, ...told, state: 'planned', asked: null });
  context.log({ verb: 'surveys.plan', object: id, detail: { instrument: kind, until } });
  return id;
}

export async function open(context: WriteContext, { waveId }: In<'open'>): Promise<string> {
  const wave = await findWave(context, waveId);
  if (wave.state === 'open') return waveId;
  if (wave.state !== 'planned') throw conflict(`This survey is ${wave.state}.`);
  if (dayOf(context.now) > wave.until) throw conflict('Its last day is over. Plan another.');
  context.put(surveyWaves, waveId, { ...wave, state: 'open' });
  context.put(surveyTurnout, waveId, { personIds: [] });
  context.put(surveyAnswers, waveId, { answers: [] });
  context.schedule(CLOSE_JOB, waveId, new Date(Date.parse(wave.until) + DAY_MS).toISOString());
  owe(context, waveId, 'survey');
  context.log({ verb: 'surveys.open', object: waveId, detail: { instrument: wave.kind } });
  return waveId;
}

export async function respond(context: WriteContext, { waveId, answers }: In<'respond'>): Promise<boolean> {
  const wave = await findWave(context, waveId);
  if (wave.state !== 'open' || dayOf(context.now) > wave.until) throw conflict('This survey is not open.');
  if (answers.length !== wave.items.length)
    throw new CopkitError('invalid', `There are ${wave.items.length} items; answer each, or give null.`, 'answers');
  for (const [at, answer] of answers.entries()) {
    if (answer !== null && (answer < 1 || answer > wave.scale))
      throw new CopkitError('invalid', `Answers are 1 to ${wave.scale}, or null.`, `answers.${at}`);
  }
  if (answers.every((answer) => answer === null))
    throw new CopkitError('invalid', 'Answer one item at least.', 'answers');
  const [turnout, heap] = await Promise.all([context.get(surveyTurnout, waveId), context.get(surveyAnswers, waveId)]);
  const personIds = turnout?.personIds ?? [];
  if (personIds.includes(context.actor.id)) return false;
  context.put(surveyTurnout, waveId, { personIds: [...personIds, context.actor.id].sort() });
  context.put(surveyAnswers, waveId, { answers: [...(heap?.answers ?? []), answers.join()].sort() });
  return true;
}

export async function close(context: WriteContext, { waveId }: In<'close'>): Promise<string> {
  const wave = await findWave(context, waveId);
  if (wave.state === 'closed') return waveId;
  if (wave.state !== 'open') throw conflict(`This survey is ${wave.state}.`);
  const members = await scanAll(context, memberships, { index: 'members', ...EVERY_KEY });
  const turnout = await context.get(surveyTurnout, waveId);
  // Who answered and left meanwhile was asked, too.
  const asked = new Set([...members.map(({ id }) => id), ...(turnout?.personIds ?? [])]);
  context.put(surveyWaves, waveId, { ...wave, state: 'closed', asked: asked.size });
  context.unschedule(CLOSE_JOB, waveId);
  context.log({ verb: 'surveys.close', object: waveId });
  return waveId;
}

export async function cancel(context: WriteContext, { waveId }: In<'cancel'>): Promise<string> {
  const wave = await findWave(context, waveId);
  if (wave.state !== 'planned' && wave.state !== 'open') throw conflict(`This survey is ${wave.state}.`);
  context.remove(surveyWaves, waveId);
  forgetAnswers(context, waveId);
  context.unschedule(CLOSE_JOB, waveId);
  context.log({ verb: 'surveys.cancel', object: waveId });
  return waveId;
}

export function forgetAnswers(context: WriteContext, waveId: string): void {
  context.remove(surveyTurnout, waveId);
  context.remove(surveyAnswers, waveId);
}

export async function waveView(context: ReadContext, waveId: string): Promise<SurveyWave> {
  const wave = await findWave(context, waveId);
  const turnout = wave.state === 'open' ? await context.get(surveyTurnout, waveId) : null;
  return {
    id: wave.id,
    communityId: theCommunity(context).id,
    instrumentId: wave.instrumentId,
    title: wave.title,
    state: wave.state,
    scale: wave.scale,
    items: wave.items,
    until: wave.until,
    answered: turnout === null ? null : turnout.personIds.includes(context.actor.id),
  };
}

export async function listWaves(context: ReadContext): Promise<{ items: SurveyWave[] }> {
  const waves = await wavesOf(context);
  return { items: await Promise.all(waves.map(({ id }) => waveView(context, id))) };
}
