import * as z from 'zod';
import { collection } from '../store/collection.js';

export const instrumentKinds = ['psychological-safety', 'social-capital', 'adb-six', 'cat', 'own'] as const;
export const waveStates = ['planned', 'open', 'closed', 'released', 'suppressed'] as const;

const itemRecord = z.strictObject({ text: z.string(), dimension: z.string(), reversed: z.boolean() });
export type ItemRecord = z.infer<typeof itemRecord>;

const instrumentRecord = z.strictObject({
  id: z.string(),
  kind: z.enum(instrumentKinds),
  title: z.string(),
  scale: z.number(),
  items: z.array(itemRecord),
  licence: z.string(),
  source: z.string(),
});
export type InstrumentRecord = z.infer<typeof instrumentRecord>;

/** Questionnaires of the organisation. */
export const instruments = collection<InstrumentRecord>({
  name: 'instruments',
  home: 'units',
  audience: 'readers',
  schema: instrumentRecord,
  keys: (_body, id) => [['instruments', id]],
});

const waveRecord = z.strictObject({
  id: z.string(),
  instrumentId: z.string(),
  kind: z.enum(instrumentKinds),
  title: z.string(),
  scale: z.number(),
  items: z.array(itemRecord),
  state: z.enum(waveStates),
  /** Days. */
  plannedOn: z.string(),
  until: z.string(),
  /** How many could have answered, once it is closed. */
  asked: z.number().nullable(),
});
export type WaveRecord = z.infer<typeof waveRecord>;

/** Waves of surveys. Nothing of it changes when somebody answers. */
export const surveyWaves = collection<WaveRecord>({
  name: 'surveyWaves',
  home: 'community',
  audience: 'readers',
  schema: waveRecord,
  keys: (body, id) => [['waves', `${body.plannedOn}/${id}`]],
});

const turnoutRecord = z.strictObject({ personIds: z.array(z.string()) });

/**
 * Who answered, in the order of their random ids: nothing of it says when, or what. One document for a wave, as several
 * would stand in the store in the order in which they came. Kept with a released wave, so that a later one is not told
 * where the two differ by a few people. Id: the wave.
 */
export const surveyTurnout = collection<z.infer<typeof turnoutRecord>>({
  name: 'surveyTurnout',
  home: 'community',
  audience: 'system',
  schema: turnoutRecord,
});

const answersRecord = z.strictObject({
  /** Of each person, "5,3,,7". In the order of the texts, so that the heap is the same in whatever order they came. */
  answers: z.array(z.string()),
});

/** What was answered, by nobody in particular. Id: the wave. */
export const surveyAnswers = collection<z.infer<typeof answersRecord>>({
  name: 'surveyAnswers',
  home: 'community',
  audience: 'system',
  schema: answersRecord,
});

const dimensionRecord = z.strictObject({
  dimension: z.string(),
  status: z.enum(['ok', 'disagreement', 'suppressed']),
  mean: z.number().nullable(),
  ci: z.tuple([z.number(), z.number()]).nullable(),
  agreement: z.number().nullable(),
  respondents: z.number().nullable(),
});

const resultRecord = z.strictObject({
  status: z.enum(['ok', 'suppressed']),
  why: z.enum(['too-few-respondents', 'too-few-of-those-asked', 'differs-by-few']).nullable(),
  dimensions: z.array(dimensionRecord),
  responseRate: z.number().nullable(),
  respondents: z.number().nullable(),
});
export type ResultRecord = z.infer<typeof resultRecord>;

/** What was let out, once. Id: the wave. */
export const surveyResults = collection<ResultRecord>({
  name: 'surveyResults',
  home: 'community',
  audience: 'readers',
  schema: resultRecord,
});

const releaseRecord = z.strictObject({
  instrumentId: z.string(),
  communityId: z.string(),
  waveId: z.string(),
  until: z.string(),
});

/** Of each instrument and community the last wave that was released. Id: both. */
export const surveyReleases = collection<z.infer<typeof releaseRecord>>({
  name: 'surveyReleases',
  home: 'units',
  audience: 'system',
  schema: releaseRecord,
  keys: (body, id) => [['releases', `${body.instrumentId}/${id}`]],
});
