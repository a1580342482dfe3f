import { icc1 } from '../measures/surveys.js';
import type { Caveat } from '../metrics/api.js';
import type { ReadContext, WriteContext } from '../operations/context.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import { under } from '../store/keys.js';
import { communityPartition } from '../store/partitions.js';
import { type PartitionReader, scanAll } from '../store/reader.js';
import type { AcrossCommunities, SurveyResult, SurveysApi } from './api.js';
import { dimensionsOf } from './instruments.js';
import { owe } from './members.js';
import { surveyAnswers, surveyReleases, surveyResults, surveyTurnout, surveyWaves } from './records.js';
import { RELEASED } from './released.js';
import { type Answers, answersOf, type Earlier, FLOOR, resultOf, scoresOf } from './result.js';
import { conflict, findWave, forgetAnswers, wavesOf } from './waves.js';

async function answersIn(context: PartitionReader, waveId: string): Promise<Answers[]> {
  return ((await context.get(surveyAnswers, waveId))?.answers ?? []).map(answersOf);
}

export async function release(context: WriteContext, { waveId }: InputOf<SurveysApi['release']>): Promise<string> {
  const wave = await findWave(context, waveId);
  if (wave.state === 'released' || wave.state === 'suppressed') return waveId;
  if (wave.state !== 'closed' || wave.asked === null) throw conflict(`This survey is ${wave.state}: close it first.`);
  const turnout = await context.get(surveyTurnout, waveId);
  const result = resultOf({
    wave,
    answers: await answersIn(context, waveId),
    asked: wave.asked,
    earlier: await toldBefore(context, new Set(turnout?.personIds)),
  });
  context.put(surveyResults, waveId, result);
  context.put(surveyWaves, waveId, { ...wave, state: result.status === 'ok' ? 'released' : 'suppressed' });
  if (result.status === 'ok') {
    context.effect(RELEASED, waveId, { waveId });
    owe(context, waveId, 'result');
  } else forgetAnswers(context, waveId);
  context.log({ verb: 'surveys.release', object: waveId, detail: { status: result.status } });
  return waveId;
}

/** What was let out of the community before, and by how many people each differs from these. */
async function toldBefore(context: PartitionReader, now: ReadonlySet<string>): Promise<Earlier[]> {
  const told: Earlier[] = [];
  for (const { id, state } of await wavesOf(context)) {
    const result = state === 'released' ? await context.get(surveyResults, id) : null;
    if (!result) continue;
    const then = (await context.get(surveyTurnout, id))?.personIds ?? [];
    const both = then.filter((personId) => now.has(personId)).length;
    const differing = then.length + now.size - 2 * both;
    told.push({ dimensions: result.dimensions, respondents: result.respondents ?? 0, differing });
  }
  return told;
}

const SAYS: Readonly<Record<NonNullable<SurveyResult['why']>, string>> = {
  'not-out-yet': 'The survey is not over, or its result has not been let out yet.',
  'too-few-respondents': `Fewer than ${FLOOR} people answered, so nothing is told, and the answers are gone.`,
  'too-few-of-those-asked': 'Fewer than half of those asked answered, so nothing is told, and the answers are gone.',
  'differs-by-few':
    'Those who answered differ from those of an earlier survey by a few people, whose answers could be worked out. Nothing is told, and the answers are gone.',
};

export async function resultView(context: ReadContext, waveId: string): Promise<SurveyResult> {
  const wave = await findWave(context, waveId);
  const result = await context.get(surveyResults, waveId);
  const of = { waveId, title: wave.title, scale: wave.scale, until: wave.until };
  if (!result)
    return {
      ...of,
      status: 'insufficient',
      why: 'not-out-yet',
      dimensions: [],
      responseRate: null,
      respondents: null,
      caveats: [{ code: 'not-out-yet', text: SAYS['not-out-yet'] }],
    };
  return { ...of, ...result, caveats: caveatsOf(result) };
}

function caveatsOf({ why, dimensions }: Pick<SurveyResult, 'why' | 'dimensions'>): Caveat[] {
  if (why !== null) return [{ code: why, text: SAYS[why] }];
  const some = (status: string) => dimensions.some((each) => each.status === status);
  return [
    { code: 'who-answered', text: 'It tells of those who answered; the others may think otherwise.' },
    ...(some('disagreement')
      ? [{ code: 'disagreement', text: 'Where people disagree (r_wg(J) below .70) no mean is told: talk about it.' }]
      : []),
    ...(some('suppressed')
      ? [{ code: 'dimension-suppressed', text: 'Of a dimension too few answered, or too few others than before.' }]
      : []),
  ];
}

/** How much belonging to a community says about each dimension, over the last released wave of each community. */
export async function getAcross(
  context: ReadContext,
  { instrumentId }: InputOf<SurveysApi['getAcross']>,
): Promise<OutputOf<SurveysApi['getAcross']>> {
  const releases = await scanAll(context, surveyReleases, { index: 'releases', ...under(`${instrumentId}/`) });
  const groups = new Map<string, number[][]>();
  for (const { body } of releases) {
    const home = context.in(communityPartition(body.communityId));
    const [wave, result] = await Promise.all([
      home.get(surveyWaves, body.waveId),
      home.get(surveyResults, body.waveId),
    ]);
    if (!wave || !result) continue;
    const answers = await answersIn(home, body.waveId);
    for (const dimension of dimensionsOf(wave.items)) {
      const told = result.dimensions.find((each) => each.dimension === dimension)?.status ?? 'suppressed';
      if (told === 'suppressed') continue;
      groups.set(dimension, [...(groups.get(dimension) ?? []), scoresOf(wave, dimension, answers)]);
    }
  }
  return { items: [...groups].map(([dimension, scores]) => across(dimension, scores)) };
}

function across(dimension: string, groups: readonly number[][]): AcrossCommunities {
  const measured = icc1(groups);
  const of = { dimension, communities: groups.length };
  if (measured.status !== 'ok') return { ...of, status: 'insufficient', icc1: null, p: null };
  return { ...of, status: 'ok', icc1: measured.value.icc1, p: measured.value.p };
}
