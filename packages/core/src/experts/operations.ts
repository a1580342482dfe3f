import * as z from 'zod';
import { CopkitError } from '../errors.js';
import { COMMUNITY_ID } from '../identity/ids.js';
import type { ReadContext, WriteContext } from '../operations/context.js';
import { type InputOf, type Operation, type OutputOf, read, write } from '../operations/operation.js';
import { idText, shortText } from '../operations/text.js';
import { personPartition } from '../store/partitions.js';
import type { ExpertSettings, ExpertsApi } from './api.js';
import { consents, type SettingsRecord } from './records.js';
import * as schema from './schemas.js';

type In<K extends keyof ExpertsApi> = InputOf<ExpertsApi[K]>;
type Out<K extends keyof ExpertsApi> = OutputOf<ExpertsApi[K]>;

const handlers = async () => (await import('../late/knowledge.js')).experts;

const own = (_input: unknown, actorId: string) => personPartition(actorId);
const text = shortText(500);
const topic = shortText(200);

/** A change of what the actor agreed to; it says how things end, so repeating it changes nothing. */
function setting<I>(
  name: `experts.${string}`,
  summary: string,
  input: z.ZodType<I>,
  by: (settings: SettingsRecord, input: I, context: ReadContext) => Promise<SettingsRecord> | SettingsRecord,
): Operation {
  return write<I, ExpertSettings, SettingsRecord>({
    name,
    summary,
    input,
    output: schema.settings,
    allow: ['person'],
    home: own,
    repeatable: true,
    async run(context: WriteContext, given) {
      return (await handlers()).change(context, (settings) => by(settings, given, context));
    },
    async answer(context, settings) {
      return (await handlers()).settingsView(context, settings);
    },
  });
}

export const expertOperations: readonly Operation[] = [
  read<In<'find'>, Out<'find'>>({
    name: 'experts.find',
    summary: 'Who wrote about something, with the contributions that say so.',
    input: z.strictObject({
      text: text.optional(),
      topics: z.array(topic).max(5, 'must have at most 5 topics').optional(),
      communityId: idText(COMMUNITY_ID, 'community').optional(),
      limit: z.int().min(1).max(20).optional(),
    }),
    output: z.strictObject({ items: z.array(schema.foundExpert) }),
    allow: ['person'],
    home: own,
    run: async (context, input) => (await handlers()).find(context, input),
  }),

  read<In<'getMine'>, Out<'getMine'>>({
    name: 'experts.getMine',
    summary: 'What the actor agreed to, and what is counted for them.',
    input: z.strictObject({}) as unknown as z.ZodType<Record<string, never>>,
    output: schema.myExpertise,
    allow: ['person'],
    home: own,
    run: async (context) => (await handlers()).getMine(context),
  }),

  read<In<'listMine'>, Out<'listMine'>>({
    name: 'experts.listMine',
    summary: "The actor's own contributions that count, and what each adds to their score.",
    input: z.strictObject({
      text: text.optional(),
      limit: z.int().min(1).max(100).optional(),
      after: z.string().max(4_000).optional(),
    }),
    output: z.strictObject({
      items: z.array(schema.myEvidence),
      score: z.number().nullable(),
      next: z.string().nullable(),
    }),
    allow: ['person'],
    home: own,
    run: async (context, input) => (await handlers()).listMine(context, input),
  }),

  setting<In<'setConsent'>>(
    'experts.setConsent',
    'Says whether the actor may be found and asked.',
    z.strictObject({ consent: z.enum(consents) }),
    (settings, { consent }) => ({ ...settings, consent }),
  ),

  setting<In<'setAway'>>(
    'experts.setAway',
    'Says when the actor is away and not to be asked.',
    z.strictObject({
      away: z.strictObject({ from: z.iso.date().optional(), until: z.iso.date() }).nullable(),
    }),
    (settings, { away }, { now }) => {
      if (away === null) return { ...settings, away };
      const from = away.from ?? now.slice(0, 10);
      if (away.until < from) throw new CopkitError('invalid', 'The last day away is before the first.', 'away.until');
      return { ...settings, away: { from, until: away.until } };
    },
  ),

  setting<In<'setCap'>>(
    'experts.setCap',
    'Says how often in seven days the actor may be asked.',
    z.strictObject({ weeklyCap: z.int().min(0).max(50).nullable() }),
    (settings, { weeklyCap }) => ({ ...settings, weeklyCap }),
  ),

  setting<In<'hideTopic'>>(
    'experts.hideTopic',
    'Contributions about a topic count no more for the actor.',
    z.strictObject({ topic }),
    async (settings, input, context) => (await handlers()).hide(context, settings, input.topic),
  ),

  setting<In<'showTopic'>>(
    'experts.showTopic',
    'Contributions about a topic count again.',
    z.strictObject({ topic }),
    async (settings, input, { kit }) => {
      const ids = await kit.topics.bornBy(input.topic);
      return { ...settings, hiddenTopics: settings.hiddenTopics.filter((each) => !ids.includes(each)) };
    },
  ),
];
