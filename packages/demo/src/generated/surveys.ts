import type { Moment, SampleCommunity } from '../communities/sample.js';
import { licence, questionnaires } from '../company/questionnaires.js';
import { type Chronicle, DAY, idOf, timeOf, type World } from '../seeding/event.js';
import { actsAfter, momentOf } from './calendar.js';
import { Chance } from './chance.js';

const OPEN_DAYS = 18;
const TAKES_PART = 0.74;
/** What a community is like in the first survey and in later ones, in points of the scale. */
const MEANS = [5.1, 5.7];

/** Every questionnaire of the company, asked of all members; who answers, and how, is left to chance. */
export function surveyEvents(
  { founder, founded, members }: SampleCommunity,
  surveys: readonly Moment[],
  chronicle: Chronicle,
  seed: number,
): void {
  const { now: until } = chronicle;
  for (const [number, questionnaire] of questionnaires.entries()) {
    const key = `questionnaire/${questionnaire.kind}`;
    const define = async (world: World, once: object) => {
      const admin = world.cop.system({ name: 'directory' });
      const { id } = await admin.surveys.defineInstrument({ ...questionnaire, licence }, once);
      if (id) world.ids.set(key, id);
    };
    chronicle.add(founded, key, define, 10 + number);
    for (const [wave, at] of surveys.entries()) {
      const present = Object.entries(members).filter(([, joined]) => timeOf(joined, until) < timeOf(at, until));
      const mean = MEANS[Math.min(wave, MEANS.length - 1)] ?? 4;
      const chance = new Chance(seed, `${chronicle.community} survey ${questionnaire.kind} ${at}`);
      const answers = present.flatMap(([who]) =>
        chance.happens(TAKES_PART) ? [[who, answerOf(chance, questionnaire, mean)] as const] : [],
      );
      waveEvents({ founder, key, at, answers, chance, chronicle });
    }
  }
}

function answerOf(chance: Chance, { scale, items }: (typeof questionnaires)[number], mean: number): number[] {
  const own = mean + chance.between(-0.8, 0.8);
  return items.map(({ reversed }) => {
    const points = Math.max(1, Math.min(scale, Math.round(own + chance.between(-0.9, 0.9))));
    return reversed ? scale + 1 - points : points;
  });
}

interface Wave {
  readonly founder: string;
  /** Key of the questionnaire. */
  readonly key: string;
  readonly at: Moment;
  readonly answers: readonly (readonly [who: string, answers: number[]])[];
  readonly chance: Chance;
  readonly chronicle: Chronicle;
}

function waveEvents({ founder, key, at, answers, chance, chronicle }: Wave): void {
  const begins = Date.parse(timeOf(at, chronicle.now));
  const wave = `${key}/${at}`;
  const of = (world: World) => ({ waveId: chronicle.id(world, wave) });
  const day = new Date(begins + OPEN_DAYS * DAY).toISOString().slice(0, 10);
  const add = (time: number, what: string, run: (world: World, once: object) => Promise<unknown>) =>
    chronicle.add(momentOf(time, chronicle.now), `${wave}/${what}`, run);
  chronicle.add(at, `${wave}/plan`, async (world, once) => {
    const planned = { ...chronicle.here(world), instrumentId: idOf(world.ids, key), until: day };
    const { id } = await world.as(founder).surveys.plan(planned, once);
    world.ids.set(chronicle.key(wave), id);
  });
  add(begins + DAY / 12, 'open', (world, once) => world.as(founder).surveys.open(of(world), once));
  for (const [who, given] of answers) {
    const time = actsAfter(chance, begins, chance.between(0.5, OPEN_DAYS - 4) * 24);
    add(time, who, (world) => world.as(who).surveys.respond({ ...of(world), answers: given }));
  }
  // It closes by itself after its last day.
  add(begins + (OPEN_DAYS + 3) * DAY, 'release', (world, once) => world.as(founder).surveys.release(of(world), once));
}
