import type { MetricName, MetricValues, UnitCell, Waiting } from '@copkit/core';
import { html, nothing, type TemplateResult } from 'lit';
import { calendarText, duration, percent } from './format.js';
import { isWaiting } from './headline.js';
import { figures, type Report } from './report.js';

/** Points of the curve as a table. */
export const waitingTable = ({ texts, locale }: Report, label: string, { points, unit }: Waiting): TemplateResult =>
  figures(
    texts,
    label,
    [texts.time, texts.stillWaiting, texts.interval, texts.atRisk],
    points.map(({ at, share, low, high, atRisk }) => [
      duration(locale.tag, at, unit),
      percent(locale.tag, share),
      `${percent(locale.tag, low)} – ${percent(locale.tag, high)}`,
      locale.number(atRisk),
    ]),
  );

/** What a figure is made of, as a table; nothing where there is no more to say. */
export const breakdown = (
  report: Report,
  metric: MetricName,
  value: MetricValues[MetricName],
): TemplateResult | typeof nothing => {
  const { texts, locale } = report;
  const { tag } = locale;
  const label = texts.label[metric] ?? metric;
  if (isWaiting(value)) return waitingTable(report, label, value);
  const counts = (cells: readonly UnitCell[]) =>
    cells.map(({ unit, status, count, of }) =>
      status === 'suppressed' || count === null || of === null
        ? [html`<bdi>${unit}</bdi>`, texts.keptBack, '', '']
        : [html`<bdi>${unit}</bdi>`, percent(tag, of > 0 ? count / of : 0), locale.number(count), locale.number(of)],
    );
  const heads = [texts.unit, texts.share, texts.count, texts.of];
  if ('horizons' in value)
    return figures(
      texts,
      label,
      [texts.within, texts.share, texts.interval, texts.answered],
      value.horizons.map(({ hours, share, low, high, answered }) => [
        duration(tag, hours, 'hours'),
        percent(tag, share),
        `${percent(tag, low)} – ${percent(tag, high)}`,
        locale.number(answered),
      ]),
    );
  if ('byMonth' in value)
    return html`${figures(texts, `${label}, ${texts.unit}`, heads, counts(value.byUnit), texts.figuresByUnit)}
    ${figures(
      texts,
      `${label}, ${texts.month}`,
      [texts.month, texts.share, texts.count, texts.of],
      value.byMonth.map(({ month, adopted, eligible }) => [
        calendarText(texts, tag, month),
        eligible > 0 ? percent(tag, adopted / eligible) : '–',
        locale.number(adopted),
        locale.number(eligible),
      ]),
      texts.figuresByMonth,
    )}`;
  return 'byUnit' in value && value.byUnit.length > 0 ? figures(texts, label, heads, counts(value.byUnit)) : nothing;
};
