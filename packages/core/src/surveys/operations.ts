import * as z from 'zod';
import type { WriteContext } from '../operations/context.js';
import { nothing } from '../operations/inputs.js';
import { type InputOf, type Operation, type OutputOf, read, write } from '../operations/operation.js';
import { shortText } from '../operations/text.js';
import { UNITS } from '../store/partitions.js';
import { communityId } from '../threads/schemas.js';
import type { SurveysApi, SurveyWave } from './api.js';
import { surveyAnswers, surveyReleases, surveyTurnout } from './records.js';
import * as schema from './schemas.js';

type In<K extends keyof SurveysApi> = InputOf<SurveysApi[K]>;
type Out<K extends keyof SurveysApi> = OutputOf<SurveysApi[K]>;

const handlers = () => import('./handlers.js');
/** To know who answered, and to make one result of what was answered; neither is told to anybody. */
const alsoReads = [surveyTurnout.name, surveyAnswers.name];
const inUnits = () => UNITS;
const { waveId } = schema;

function step(
  verb: 'open' | 'close',
  summary: string,
  run: (context: WriteContext, input: In<'open'>) => Promise<string>,
): Operation {
  return write<In<'open'>, SurveyWave, string>({
    name: `surveys.${verb}`,
    summary,
    input: z.strictObject({ waveId }),
    output: schema.wave,
    allow: ['facilitator'],
    alsoReads,
    community: (input) => input.waveId,
    run,
    answer: async (context, id) => (await handlers()).waveView(context, id),
  });
}

export const surveysOperations: readonly Operation[] = [
  read<In<'listInstruments'>, Out<'listInstruments'>>({
    name: 'surveys.listInstruments',
    summary: 'Questionnaires of the organisation, and the places that it has not filled.',
    input: nothing,
    output: z.strictObject({ items: z.array(schema.instrument) }),
    allow: ['person'],
    home: inUnits,
    run: async (context) => (await handlers()).listInstruments(context),
  }),

  write<In<'defineInstrument'>, Out<'defineInstrument'>, string>({
    name: 'surveys.defineInstrument',
    summary: 'Enters the wording of a questionnaire, with the licence that the organisation has for it.',
    input: z.strictObject({
      kind: schema.kind,
      title: shortText(120),
      scale: z.int().min(2).max(11),
      items: schema.newItems,
      licence: shortText(300),
      source: shortText(300).optional(),
    }),
    output: schema.instrument,
    allow: ['admin'],
    home: inUnits,
    run: async (context, input) => (await handlers()).defineInstrument(context, input),
    answer: async (context, id) => (await handlers()).instrumentView(context, id),
  }),

  write<In<'plan'>, Out<'plan'>, string>({
    name: 'surveys.plan',
    summary: 'Plans a survey of the whole community.',
    input: z.strictObject({ communityId, instrumentId: schema.instrumentId, until: schema.day }),
    output: schema.wave,
    allow: ['facilitator'],
    alsoReads,
    community: (input) => input.communityId,
    run: async (context, input) => (await handlers()).plan(context, input),
    answer: async (context, id) => (await handlers()).waveView(context, id),
  }),

  step('open', 'Asks every member.', async (context, input) => (await handlers()).open(context, input)),

  write<In<'respond'>, Out<'respond'>, boolean>({
    name: 'surveys.respond',
    summary: 'Answers a survey, so that nobody can tell whose answers they are.',
    input: z.strictObject({ waveId, answers: z.array(z.int().nullable()).max(60) }),
    output: z.strictObject({ recorded: z.boolean() }),
    allow: ['participant'],
    alsoReads,
    community: (input) => input.waveId,
    // A receipt would stand beside the answers in one commit, with who gave them and when.
    repeatable: true,
    run: async (context, input) => (await handlers()).respond(context, input),
    answer: async (_context, recorded) => ({ recorded }),
  }),

  step('close', 'Ends a survey before its last day.', async (context, input) =>
    (await handlers()).close(context, input),
  ),

  write<In<'release'>, Out<'release'>, string>({
    name: 'surveys.release',
    summary: 'Lets the result of a survey out, once and to every member; or keeps it back where too few answered.',
    input: z.strictObject({ waveId }),
    output: schema.result,
    allow: ['facilitator'],
    alsoReads,
    community: (input) => input.waveId,
    run: async (context, input) => (await handlers()).release(context, input),
    answer: async (context, id) => (await handlers()).resultView(context, id),
  }),

  write<In<'cancel'>, Out<'cancel'>, string>({
    name: 'surveys.cancel',
    summary: 'Calls a survey off; its answers are gone.',
    input: z.strictObject({ waveId }),
    output: z.strictObject({ waveId: z.string() }),
    allow: ['facilitator'],
    alsoReads,
    community: (input) => input.waveId,
    run: async (context, input) => (await handlers()).cancel(context, input),
    answer: async (_context, id) => ({ waveId: id }),
  }),

  read<In<'get'>, Out<'get'>>({
    name: 'surveys.get',
    summary: 'A survey, and whether one answered it.',
    input: z.strictObject({ waveId }),
    output: schema.wave,
    allow: ['participant', 'admin'],
    alsoReads,
    community: (input) => input.waveId,
    run: async (context, input) => (await handlers()).waveView(context, input.waveId),
  }),

  read<In<'listWaves'>, Out<'listWaves'>>({
    name: 'surveys.listWaves',
    summary: 'The surveys of a community, the newest first.',
    input: z.strictObject({ communityId }),
    output: z.strictObject({ items: z.array(schema.wave) }),
    allow: ['participant', 'admin'],
    alsoReads,
    community: (input) => input.communityId,
    run: async (context) => (await handlers()).listWaves(context),
  }),

  read<In<'getResults'>, Out<'getResults'>>({
    name: 'surveys.getResults',
    summary: 'What was let out of a survey, over everybody who answered.',
    input: z.strictObject({ waveId }),
    output: schema.result,
    allow: ['participant', 'admin'],
    community: (input) => input.waveId,
    run: async (context, input) => (await handlers()).resultView(context, input.waveId),
  }),

  read<In<'getAcross'>, Out<'getAcross'>>({
    name: 'surveys.getAcross',
    summary: 'How much belonging to a community says about what is asked: ICC(1).',
    input: z.strictObject({ instrumentId: schema.instrumentId }),
    output: z.strictObject({ items: z.array(schema.across) }),
    allow: ['admin'],
    alsoReads: [surveyReleases.name, surveyAnswers.name],
    home: inUnits,
    run: async (context, input) => (await handlers()).getAcross(context, input),
  }),
];
