import { cycles, valueMatrix } from '../measures/value.js';
import { described } from '../metrics/described.js';
import type { Metric, Window } from '../metrics/metric.js';
import type { ReadContext } from '../operations/context.js';
import { under } from '../store/keys.js';
import { communityPartition } from '../store/partitions.js';
import { reader, scanAll } from '../store/reader.js';
import { countedSteps } from './matrix.js';
import { type StoryRecord, stories } from './records.js';

type Told = readonly Pick<StoryRecord, 'id' | 'steps' | 'publishedAt'>[];

/** Published stories, which whoever reads the community reads; the others stay with their authors. */
async function gather({ kit }: ReadContext, communityId: string): Promise<Told> {
  const home = reader(kit.storage, communityPartition(communityId));
  return (await scanAll(home, stories, { index: 'stories', ...under('published/') })).map(({ body }) => body);
}

function matrixOf(told: Told, { from, to }: Window) {
  const inside = told.filter(({ publishedAt }) => {
    const at = Date.parse(publishedAt ?? '');
    return from <= at && at < to;
  });
  const counted = inside.map(({ id, steps }) => ({ id, steps: countedSteps(steps) }));
  return { told: inside.length, ...valueMatrix([], counted) };
}

const SOURCE = 'Wenger, Trayner & de Laat 2011';
const SUPPLY = 'Stories of value that were corroborated and published: stories.create.';
const FLOOR = 'None: stories are told with consent.';
const none = { insufficient: 'not-measured', nRecords: 0, next: 'ask-for-a-story' } as const;

export const storyMetrics: {
  readonly 'story-cycles': Metric<'story-cycles', Told>;
  readonly 'story-chains': Metric<'story-chains', Told>;
} = {
  'story-cycles': {
    name: 'story-cycles',
    version: 1,
    grade: 'C',
    info: described({
      label: 'Cycles with a story',
      says: 'In how many of the five cycles of value creation somebody told a story.',
      reading: 'The value-creation matrix (stories.getMatrix) sets the figures of each cycle beside them.',
      formula: 'cycles with a published story, of 5',
      source: SOURCE,
      floor: FLOOR,
      group: 'value',
      shape: 'count',
      rung: 'outcome',
      supply: SUPPLY,
    }),
    method: 'Stories published in the window, by the cycles of their steps.',
    gather,
    evidence: () => [],
    compute(_log, window, { records }) {
      const { told, cells } = matrixOf(records, window);
      if (told === 0) return none;
      const count = cells.filter((cell) => cell.stories > 0).length;
      const asides = cells.map(({ cycle, stories: of }) => ({
        code: cycle,
        label: cycle,
        value: of,
        unit: 'items' as const,
      }));
      return {
        value: { count, of: cycles.length, unit: 'none', asides },
        ci: null,
        nRecords: told,
        caveats: ['stories-as-told'],
        next: count < cycles.length ? 'ask-for-a-story' : null,
      };
    },
  },
  'story-chains': {
    name: 'story-chains',
    version: 1,
    grade: 'C',
    info: described({
      label: 'Complete chains of value',
      says: 'Which share of the stories reaches results, with every step up to them told and shown by evidence.',
      reading: 'A story without evidence is no lesser story; it shows less to others.',
      formula: 'stories that reach the realised cycle with every cycle up to it shown / stories, Wilson interval',
      source: `${SOURCE}; Wilson 1927 for the interval`,
      floor: FLOOR,
      group: 'value',
      shape: 'share',
      rung: 'outcome',
      supply: SUPPLY,
    }),
    method: 'Stories published in the window.',
    gather,
    evidence: () => [],
    compute(_log, window, { records }) {
      const { told, chains } = matrixOf(records, window);
      if (chains === null) return none;
      const count = Math.round(chains.share * told);
      return {
        value: { ...chains, count, of: told, chance: null },
        ci: [chains.low, chains.high],
        nRecords: told,
        caveats: ['stories-as-told'],
        next: chains.share < 1 ? 'ask-for-a-story' : null,
      };
    },
  },
};
