import type { AgainstChance, Groups, LorenzFigure, Transitions, UnitMatrix } from '@copkit/core';
import { html } from 'lit';
import { figure } from '../../metrics/format.js';
import { datum } from '../../metrics/report.js';
import { drawnBy } from './charts.js';
import { between, headline, labelOf, named, type Saying, type Shown, share } from './shown.js';

/** So many points of the curve are said in words: the share of the people about which the sentence speaks. */
const SAID = 0.5;

export const showLorenz = (say: Saying, value: LorenzFigure): Shown => {
  const { texts, locale } = say;
  const { tag } = locale;
  const { gini, giniOfMembers, low, high, points } = value;
  const half = points.toSorted((a, b) => Math.abs(a.people - SAID) - Math.abs(b.people - SAID))[0];
  const { plain } = texts;
  return {
    headline: headline(figure(tag, gini), 'Gini', {
      interval: low === null || high === null ? null : texts.intervalOf(figure(tag, low), figure(tag, high)),
    }),
    chart: half
      ? {
          summary: texts.leastActive(share(say, half.people), share(say, half.contributions)),
          draw: drawnBy('lorenz', ({ lorenzChart }) => lorenzChart(tag, points, plain.equalShares)),
          axes: [plain.ofContributions, plain.ofPeople],
          free: false,
        }
      : null,
    tables: [
      {
        label: labelOf(texts, say.metric, say.info),
        heads: [plain.ofPeople, plain.ofContributions],
        body: points.map(({ people, contributions }) => [
          datum(people, share(say, people)),
          datum(contributions, share(say, contributions)),
        ]),
      },
    ],
    asides: [
      ...(giniOfMembers === null ? [] : [`Gini (${texts.people(value.members)}): ${figure(tag, giniOfMembers)}`]),
    ],
  };
};

export const showGroups = (say: Saying, { groups }: Groups): Shown => {
  const { texts, locale } = say;
  const rows = groups.map((group) => ({ ...group, name: named(say, group.group, group.label) }));
  const told = rows.filter((row) => row.share !== null);
  const [first] = told;
  const byContributions = rows.some(({ contributions }) => contributions !== null);
  const kept = rows.length - told.length;
  const cell = (value: number | null) => (value === null ? texts.keptBack : datum(value, share(say, value)));
  return {
    headline: headline(first ? share(say, first.share ?? 0) : '–', first?.name ?? ''),
    chart: {
      summary: [
        locale.list(told.map((row) => `${row.name} ${share(say, row.share ?? 0)}`)),
        kept > 0 ? texts.cellsKept(kept) : '',
      ]
        .filter(Boolean)
        .join('. '),
      draw: drawnBy('bars', ({ barsChart }) =>
        barsChart(
          rows.map((row) => ({
            label: row.name,
            value: row.share,
            text: row.share === null ? texts.keptBack : share(say, row.share),
            ...(row.contributions !== null && { mark: row.contributions }),
          })),
        ),
      ),
      axes: byContributions ? ['', `▏${texts.plain.contributions}`] : null,
      free: true,
    },
    tables: [
      {
        label: labelOf(texts, say.metric, say.info),
        heads: [
          texts.plain.group,
          texts.plain.people,
          texts.share,
          ...(byContributions ? [texts.plain.contributions] : []),
        ],
        body: rows.map((row) => [
          row.name,
          row.people === null ? texts.keptBack : datum(row.people, locale.number(row.people)),
          cell(row.share),
          ...(byContributions ? [cell(row.contributions)] : []),
        ]),
      },
    ],
    asides: [],
  };
};

export const showTransitions = (say: Saying, { levels, rows, inbound }: Transitions): Shown => {
  const { texts, locale } = say;
  return {
    headline: inbound
      ? headline(share(say, inbound.share), named(say, 'inbound', texts.meaning[say.metric] ?? ''), {
          interval: between(say, inbound.low, inbound.high),
          share: inbound,
        })
      : headline('–', texts.insufficient),
    chart: null,
    tables: [
      {
        label: labelOf(texts, say.metric, say.info),
        heads: [
          `${texts.plain.from} / ${texts.plain.to}`,
          ...levels.map((level) => named(say, level, level)),
          texts.plain.people,
        ],
        body: rows.map(({ from, status, people, to }) => [
          named(say, from, from),
          ...to.map((part) =>
            status === 'suppressed' || part === null ? texts.keptBack : datum(part, share(say, part)),
          ),
          people === null ? texts.keptBack : datum(people, locale.number(people)),
        ]),
      },
    ],
    asides: [],
  };
};

export const showMatrix = (say: Saying, value: UnitMatrix): Shown => {
  const { texts, locale } = say;
  const { units, cells, crossing } = value;
  const { plain } = texts;
  const nameOf = new Map(units.map(({ unitId, unit }) => [unitId, unit]));
  const tie = new Map(cells.map((each) => [`${each.from} ${each.to}`, each]));
  const strongest = cells
    .filter(({ from, to, ties }) => from !== to && ties !== null)
    .toSorted((a, b) => (b.ties ?? 0) - (a.ties ?? 0))[0];
  const kept = cells.filter(({ status }) => status === 'suppressed').length;
  const { chance } = crossing;
  return {
    headline: headline(share(say, crossing.share), '', {
      meaning: `${locale.number(crossing.count)} ${texts.ofAll(locale.number(crossing.of))}`,
      interval: between(say, crossing.low, crossing.high),
      share: crossing,
      chance,
      byChance: chance && texts.byChance(share(say, chance.low), share(say, chance.high)),
    }),
    chart: {
      summary: [
        texts.crossing(share(say, crossing.share)),
        strongest
          ? texts.strongest(nameOf.get(strongest.from) ?? strongest.from, nameOf.get(strongest.to) ?? strongest.to)
          : '',
        kept > 0 ? texts.cellsKept(kept) : '',
      ]
        .filter(Boolean)
        .join(' '),
      draw: drawnBy('matrix', ({ matrixChart }) =>
        matrixChart(locale, value, (from, to, ties) => `${texts.tiesBetween(from, to)}: ${ties}`, texts.keptBack),
      ),
      axes: [`${plain.helps} ↓  ${plain.isHelped} →`, ''],
      free: true,
    },
    tables: [
      {
        label: labelOf(texts, say.metric, say.info),
        heads: [plain.helps, ...units.map(({ unit }) => unit)],
        body: units.map((from) => [
          html`<bdi>${from.unit}</bdi>`,
          ...units.map((to) => {
            const found = tie.get(`${from.unitId} ${to.unitId}`);
            const ties = found?.ties ?? 0;
            return found?.status === 'suppressed' ? texts.keptBack : datum(ties, locale.number(ties));
          }),
        ]),
      },
    ],
    asides: [],
  };
};

export const showAgainstChance = (say: Saying, { rows }: AgainstChance): Shown => {
  const { texts, locale } = say;
  const { tag } = locale;
  const roles = rows.map((row) => ({ ...row, name: named(say, row.code, row.label) }));
  const furthest = roles.toSorted((a, b) => Math.abs(b.z ?? 0) - Math.abs(a.z ?? 0))[0];
  const number = (value: number) => (Number.isInteger(value) ? locale.number(value) : figure(tag, value));
  return {
    headline: furthest
      ? headline(locale.number(furthest.count), texts.expectedOf(furthest.name, number(furthest.expected)))
      : headline('–'),
    chart: {
      summary: locale.list(roles.map((row) => `${row.name} ${locale.number(row.count)} (${number(row.expected)})`)),
      draw: drawnBy('bars', ({ barsChart }) =>
        barsChart(
          roles.map((row) => ({
            label: row.name,
            value: row.count,
            mark: row.expected,
            text: locale.number(row.count),
          })),
        ),
      ),
      axes: ['', `▏${texts.plain.byChance}`],
      free: true,
    },
    tables: [
      {
        label: labelOf(texts, say.metric, say.info),
        heads: [texts.plain.group, texts.count, texts.plain.byChance, texts.plain.deviations],
        body: roles.map((row) => [
          row.name,
          datum(row.count, locale.number(row.count)),
          datum(row.expected, number(row.expected)),
          row.z === null ? '–' : datum(row.z, figure(tag, row.z)),
        ]),
      },
    ],
    asides: [],
  };
};
