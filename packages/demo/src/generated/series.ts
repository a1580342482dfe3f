import type { OrganisationOutcome } from '@copkit/core/evaluation';
import { type Chronicle, DAY, idOf, timeOf, type World } from '../seeding/event.js';
import { Chance } from './chance.js';

/** What the ticket system says of one month, as rows of its CSV file below the heading. */
type Month = (chance: Chance, month: string, daysAgo: number) => string[];

interface Series {
  readonly name: string;
  /** What it is a series of, for the organisation. */
  readonly outcome: OrganisationOutcome;
  readonly define: {
    readonly measure: 'share' | 'mean';
    readonly every: 'month';
    readonly numerator: string;
    readonly denominator: string;
    readonly better: 'lower';
    readonly source: string;
  };
  readonly columns: string;
  readonly month: Month;
  readonly changes: readonly {
    readonly at: string;
    readonly kind: 'channelChange' | 'other';
    readonly title: string;
  }[];
}

/** Pump services of a unit in a month, repeat leaks per service before, and since when it works by the practice. */
const stations = [
  { unit: 'pumps', services: 34, share: 0.1, since: 462, later: 0.06 },
  { unit: 'north', services: 27, share: 0.14, since: 428, later: 0.075 },
  { unit: 'south', services: 31, share: 0.17, since: 420, later: 0.09 },
  { unit: 'treatment', services: 18, share: 0.12, since: 296, later: 0.07 },
  { unit: 'baltic', services: 15, share: 0.13, since: 240, later: 0.08 },
] as const;

const repeatLeaks: Month = (chance, month, daysAgo) => {
  // Rain brings sand, and months differ for reasons that no file tells.
  const season = ['11', '12', '01', '02', '03'].includes(month.slice(5)) ? 1.2 : 0.92;
  return stations.map(({ unit, services, share, since, later }) => {
    const count = Math.max(6, chance.poisson(services));
    // A new way of working takes hold within some three months.
    const taken = Math.min(1, Math.max(0, (since - daysAgo) / 90));
    const rate = (share + (later - share) * taken) * season * chance.logNormal(1, 0.3);
    const repeats = Array.from({ length: count }, () => chance.happens(Math.min(rate, 0.6)));
    return `${month},${unit},${repeats.filter(Boolean).length},${count}`;
  });
};

const hoursToJudge: Month = (chance, month, daysAgo) => {
  const alarms = Math.max(8, chance.poisson(26));
  const median = daysAgo > 260 ? 38 : 29;
  const hours = Array.from({ length: alarms }, () => chance.logNormal(median, 0.8));
  return [`${month},${hours.reduce((sum, each) => sum + each, 0).toFixed(1)},${alarms}`];
};

const seriesOf: Readonly<Record<string, Series>> = {
  seals: {
    name: 'Repeat leaks after pump services',
    outcome: 'rework',
    define: {
      measure: 'share',
      every: 'month',
      numerator: 'seals that leaked again within 90 days',
      denominator: 'pump services',
      better: 'lower',
      source: 'SAP PM',
    },
    columns: 'period,unit,numerator,denominator',
    month: repeatLeaks,
    changes: [
      {
        at: '251 09:00',
        kind: 'channelChange',
        title: 'Leaks in the north are reported in the app, no longer by phone',
      },
    ],
  },
  rotor: {
    name: 'Hours until a yellow alarm is judged',
    outcome: 'customers',
    define: {
      measure: 'mean',
      every: 'month',
      numerator: 'hours',
      denominator: 'yellow alarms',
      better: 'lower',
      source: 'Condition monitoring',
    },
    columns: 'period,numerator,denominator',
    month: hoursToJudge,
    changes: [{ at: '260 09:00', kind: 'other', title: 'Analyst of the week: every yellow alarm has a name' }],
  },
};

/** What other systems of the company count, brought in month by month as the CSV text that they give. */
export function seriesEvents(chronicle: Chronicle, founder: string, founded: string, seed: number): void {
  const series = seriesOf[chronicle.community];
  if (!series) return;
  const { name, outcome, define, columns, month, changes } = series;
  const { now: until } = chronicle;
  chronicle.add(
    founded,
    'series',
    async (world, once) => {
      const { id } = await world.as(founder).outcomes.define({ ...chronicle.here(world), name, ...define }, once);
      world.ids.set(chronicle.key('series'), id);
    },
    60,
  );
  chronicle.add(
    founded,
    'series/outcome',
    (world, once) => world.as(founder).outcomes.assign({ seriesId: chronicle.id(world, 'series'), outcome }, once),
    61,
  );
  const rows: string[] = [];
  for (const [period, ends] of monthsBetween(Date.parse(timeOf(founded, until)), until.getTime())) {
    const daysAgo = Math.round((until.getTime() - ends) / DAY);
    rows.push(...month(new Chance(seed, `${name} ${period}`), period, daysAgo));
    const csv = [columns, ...rows].join('\n');
    // Early in the next month; the system gives everything again each time.
    const arrives = ends + 3.3 * DAY;
    if (arrives > until.getTime()) continue;
    chronicle.events.push({
      at: new Date(arrives).toISOString(),
      key: chronicle.key(`series/${period}`),
      run: (world: World) =>
        world
          .as(founder)
          .outcomes.importRows(
            { seriesId: idOf(world.ids, chronicle.key('series')), csv },
            world.once(chronicle.key(`series/${period}`)),
          ),
    });
  }
  for (const { at, kind, title } of changes) {
    const day = timeOf(at, until).slice(0, 10);
    chronicle.add(at, `change/${day}`, (world, once) =>
      world.as(founder).interventions.record({ ...chronicle.here(world), kind, title, at: day }, once),
    );
  }
}

/** Whole calendar months that begin and end between two times: how each is written, and when it ended. */
function monthsBetween(from: number, to: number): [period: string, ends: number][] {
  const months: [string, number][] = [];
  const first = new Date(from);
  for (let number = 1; ; number++) {
    const begins = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + number, 1);
    const ends = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + number + 1, 1);
    if (ends > to) return months;
    months.push([new Date(begins).toISOString().slice(0, 7), ends]);
  }
}
