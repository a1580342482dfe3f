import type { Tile } from '@copkit/core';
import type { Report } from './gather.js';
import { html, type Markup } from './markup.js';
import { trendLine } from './trend.js';
import { headlineOf, inShort, nextSteps } from './words.js';

const STYLE = `
:root { color-scheme: light; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 58rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff; }
h1 { margin: 0; line-height: 1.2; } h2 { margin: 2.5rem 0 .75rem; border-bottom: 1px solid #767676; } h3 { font-size: 1rem; margin: 0; }
p.lead { font-size: 1.15rem; } .quiet { color: #595959; }
ul, ol { padding-left: 1.25rem; } li { margin: .3rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { border: 1px solid #b0b0b0; padding: .4rem .5rem; text-align: left; vertical-align: top; overflow-wrap: break-word; }
th { background: #f2f2f2; } td p, th p { margin: 0 0 .3rem; }
.trends { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 1rem; }
figure { margin: 0; padding: .75rem; border: 1px solid #b0b0b0; border-radius: .25rem; break-inside: avoid; }
figcaption { font-size: .85rem; color: #595959; }
svg { width: 100%; height: auto; display: block; }
polyline { fill: none; stroke: #14537d; stroke-width: 2; } circle { fill: #14537d; } line.zero { stroke: #c8c8c8; }
@page { size: A4; margin: 16mm; }
@media print { body { margin: 0; padding: 0; max-width: none; font-size: 10pt; } h2 { break-after: avoid; } tr { break-inside: avoid; } table { font-size: 8pt; } section.appendix { break-before: page; } }`;

/** So many figures a sponsor is told first. */
const HEADLINES = 7;

/** A report as one page without scripts, for reading and for printing. */
export function reportPage(report: Report): string {
  const { community, window, madeAt, dashboard } = report;
  const title = `${community.name}, ${window.window}`;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${STYLE}
</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p class="lead">${community.purpose}</p>
<p class="quiet">From ${window.from.slice(0, 10)} up to ${window.to.slice(0, 10)}. Made on ${madeAt.slice(0, 10)}. At least five
people stand behind every share, median and index; no figure is about a person, and that something moved does not say why.</p>
</header>
<main>
${inBrief(dashboard.tiles)}
${toDo(dashboard.tiles)}
${fourOutcomes(report)}
${trends(dashboard.tiles)}
${stories(report)}
${lifeCycle(report)}
${notTold(report.tiles)}
${appendix(report.tiles)}
</main>
</body>
</html>
`;
  return page.text;
}

function inBrief(tiles: readonly Tile[]): Markup {
  const told = tiles.filter((tile) => headlineOf(tile) !== null).slice(0, HEADLINES);
  const items = told.map((tile) => html`<li><strong>${tile.info.label}:</strong> ${inShort(tile)}.</li>\n`);
  return html`<section><h2>In brief</h2>
${told.length > 0 ? html`<ul>\n${items}</ul>` : html`<p>No figure of this time may be told: too few people, or too few records. What could be measured stands below.</p>`}
</section>`;
}

function toDo(tiles: readonly Tile[]): Markup {
  const steps = nextSteps(tiles).map(
    ({ step, because }) => html`<li>${step} <span class="quiet">(${because.join(', ')})</span></li>\n`,
  );
  return html`<section><h2>What to do next</h2>
${steps.length > 0 ? html`<ol>\n${steps}</ol>` : html`<p>The figures call for nothing in particular.</p>`}
</section>`;
}

const COLUMNS = {
  outcome: 'Outcome',
  structural: 'Ties and access',
  relational: 'Trust and help',
  cognitive: 'Shared language',
};

function fourOutcomes({ outcomes, tiles }: Report): Markup {
  const byMetric = new Map<string, Tile>(tiles.map((tile) => [tile.metric, tile]));
  const rows = outcomes.rows.map(({ label, cells }) => {
    const said = cells.map(({ label: what, figures, series, surveys, supply }) => {
      const measured = figures.flatMap(({ metric, label: name, result }) => {
        const tile = byMetric.get(metric);
        return result.status === 'ok' && tile ? [html`<p>${name}: ${inShort(tile)}</p>`] : [];
      });
      const imported = series.map(({ series: { name, source }, result }) => {
        const last = result.value?.points.filter(({ value }) => value !== null).at(-1);
        return html`<p>${name} (${source}): ${last ? `${Number(last.value).toLocaleString('en', { maximumFractionDigits: 2 })} in ${last.period}` : 'nothing told yet'}</p>`;
      });
      const asked = surveys.map(({ title, until }) => html`<p>Survey “${title}”, until ${until}</p>`);
      const missing = supply.map(({ text }) => html`<p class="quiet">Not measured: ${text}</p>`);
      return html`<td><p><strong>${what}</strong></p>${measured}${imported}${asked}${missing}</td>`;
    });
    return html`<tr><th scope="row">${label}</th>${said}</tr>\n`;
  });
  const heads = outcomes.rows[0]?.cells.map(({ column }) => html`<th scope="col">${COLUMNS[column]}</th>`) ?? [];
  return html`<section><h2>What it does for the organisation</h2>
<p>The outcomes of Lesser and Storck (2001), beside what may lead to them. Leads are hypotheses.</p>
<table><thead><tr><th></th>${heads}</tr></thead><tbody>
${rows}</tbody></table></section>`;
}

function trends(tiles: readonly Tile[]): Markup | null {
  const drawn = tiles.flatMap((tile) => {
    const line = trendLine(tile);
    if (!line) return [];
    const [first = '', last = ''] = [tile.trend[0]?.window, tile.trend.at(-1)?.window];
    return [
      html`<figure><h3>${tile.info.label}</h3>${line}<figcaption>${first} to ${last}: ${inShort(tile)}</figcaption></figure>\n`,
    ];
  });
  if (drawn.length === 0) return null;
  return html`<section><h2>How it went before</h2>
<p>Windows of the same length. Gaps are windows of which nothing may be told.</p>
<div class="trends">
${drawn}</div></section>`;
}

function stories({ value }: Report): Markup {
  const rows = value.rows.map(
    ({ cycle, prompt, stories: count, indicators }) =>
      html`<tr><th scope="row">${cycle}</th><td>${prompt}</td><td>${count}</td><td>${
        indicators
          .filter(({ result }) => result.status === 'ok')
          .map(({ label }) => label)
          .join(', ') || '–'
      }</td></tr>\n`,
  );
  return html`<section><h2>What members tell</h2>
<p>Value that members told of and others confirmed (Wenger, Trayner and de Laat 2011), beside the figures that are there. It is
never added up, and never to money. Both a story and a figure: ${Math.round(value.coverage * 100)} % of the cycles.</p>
<table><thead><tr><th scope="col">Cycle</th><th scope="col">What was asked</th><th scope="col">Stories</th><th scope="col">Figures</th></tr></thead><tbody>
${rows}</tbody></table></section>`;
}

function lifeCycle({ lifeCycle: { decision, suggestion, targets } }: Report): Markup {
  const decided = decision
    ? `Its people said on ${decision.at.slice(0, 10)}: ${decision.stage.label2002}.`
    : 'Nobody has said yet in which stage of its life it is.';
  const suggested = suggestion.stage
    ? ` The figures of two quarters suggest: ${suggestion.stage.label2002}.`
    : ' The figures suggest no stage yet.';
  const number = (value: number | null) =>
    value === null ? 'not told' : value.toLocaleString('en', { maximumFractionDigits: 2 });
  const rows = targets.map(
    ({ label, target, direction, value, due, status }) =>
      html`<tr><th scope="row">${label}</th><td>${direction === 'at-least' ? 'at least' : 'at most'} ${number(target)}</td><td>${number(value)}</td><td>${due}</td><td>${status}</td></tr>\n`,
  );
  return html`<section><h2>Stage and targets</h2>
<p>${decided}${suggested}</p>
${rows.length > 0 ? html`<table><thead><tr><th scope="col">Target</th><th scope="col">Aim</th><th scope="col">Now</th><th scope="col">Due</th><th scope="col">State</th></tr></thead><tbody>\n${rows}</tbody></table>` : null}
</section>`;
}

function notTold(tiles: readonly Tile[]): Markup {
  const rows = tiles.flatMap((tile) => {
    if (tile.result.status === 'ok') return [];
    const why = tile.result.caveats.map(({ text }) => text).join(' ');
    return [
      html`<tr><th scope="row">${tile.info.label}</th><td>${inShort(tile)}</td><td>${tile.info.supply ?? why}</td></tr>\n`,
    ];
  });
  return html`<section><h2>What is not told</h2>
${rows.length > 0 ? html`<table><thead><tr><th scope="col">Figure</th><th scope="col">Why</th><th scope="col">What would supply it</th></tr></thead><tbody>\n${rows}</tbody></table>` : html`<p>Every figure of the catalogue is told.</p>`}
</section>`;
}

const GRADES = { R: 'robust', C: 'contested', X: 'restricted' };

function appendix(tiles: readonly Tile[]): Markup {
  const rows = tiles.flatMap(({ info, result }) => {
    if (result.status !== 'ok') return [];
    const { definition, nRecords, nPersons, window, caveats, method } = result;
    const of = `${window[0].slice(0, 10)} – ${window[1].slice(0, 10)}; ${nRecords ?? '–'} records, ${nPersons ?? '–'} people.`;
    const what = html`<th scope="row"><p>${info.label}</p><code>${definition.id} v${definition.version}</code><p class="quiet">${GRADES[info.grade]}</p></th>`;
    const how = html`<td><p>${info.formula}</p><p class="quiet">${method}</p></td>`;
    const by = html`<td><p>${info.source}</p><p class="quiet">${info.floor}</p></td>`;
    const mind = caveats.map(({ text }) => html`<p class="quiet">${text}</p>`);
    return [html`<tr>${what}${how}${by}<td><p>${of}</p>${mind}</td></tr>\n`];
  });
  return html`<section class="appendix"><h2>Method</h2>
<p>What was computed for the figures above, by which definition. The same definition and version over the same log gives the
same number. 95 % intervals.</p>
<table><thead><tr><th scope="col">Figure</th><th scope="col">Formula and method</th><th scope="col">Source and floor</th><th scope="col">Made of, and what to bear in mind</th></tr></thead><tbody>
${rows}</tbody></table></section>`;
}
