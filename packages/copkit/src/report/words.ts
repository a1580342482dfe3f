import type { MetricInfo, NextStep, Tile } from '@copkit/core';

const FRACTIONS: readonly MetricInfo['shape'][] = [
  'share',
  'endings',
  'comparison',
  'transitions',
  'matrix',
  'change-point',
];

const rounded = (value: number, digits: number) => String(Number(value.toFixed(digits)));

/** A number of a figure as it is written: shares in per cent, counts whole. */
export function written(value: number, { shape, unit }: Pick<MetricInfo, 'shape' | 'unit'>): string {
  if (FRACTIONS.includes(shape)) return `${rounded(value * 100, Math.abs(value) < 0.1 ? 1 : 0)}\u00a0%`;
  if (shape === 'waiting') return `${rounded(value, value < 10 ? 1 : 0)}`;
  const number = Number.isInteger(value) ? value.toLocaleString('en') : rounded(value, 2);
  return unit === 'none' ? number : `${number} ${unit}`;
}

/** The number by which a figure is followed; `null` where it has none, or is not told. */
export const headlineOf = ({ result, trend }: Tile): number | null =>
  result.status === 'ok' ? (trend.at(-1)?.value ?? null) : null;

/** What a figure says, with its interval: `72 % (95 % interval 61 % to 81 %)`, where lines do not break before the sign. */
export function inShort(tile: Tile): string {
  const { info, result } = tile;
  if (result.status === 'suppressed') return 'kept back: too few people stand behind it';
  if (result.caveats.some(({ code }) => code === 'not-measured')) return 'not measured';
  if (result.status === 'insufficient') return 'too few records to say anything';
  const value = headlineOf(tile);
  const unit =
    info.shape === 'waiting' && typeof result.value === 'object' && 'unit' in result.value ? result.value.unit : '';
  const [low, high] = result.ci ?? [];
  const interval =
    low === undefined || high === undefined
      ? ''
      : ` (95\u00a0% interval ${written(low, info)} to ${written(high, info)})`;
  if (info.shape === 'waiting')
    return value === null
      ? 'less than half by the end of their quarter'
      : `half within ${written(value, info)} ${unit}${interval}`;
  return value === null ? 'measured; see the figures' : `${written(value, info)}${interval}`;
}

/** What to do, as a sentence. */
export const steps: Readonly<Record<NextStep, string>> = {
  'route-to-experts': 'Questions wait: put them to people who may know.',
  'introduce-units': 'Help stays within units: bring people of different units together.',
  'introduce-people': 'Many stand apart: introduce them to others.',
  'greet-newcomers': 'Newcomers are answered less, or leave soon: name somebody who greets them.',
  'pair-mentors': 'Something hangs on few people: let others learn it from them.',
  'find-experts': 'Topics have too few who answer: find more.',
  'spread-load': 'Few carry the answers: ask others first.',
  'prompt-askers': 'Answers are not accepted: remind those who asked.',
  'tell-units': 'Units have not taken up what is good: show it to them.',
  'ask-for-a-story': 'Adoption stands still: ask a unit that adopted to tell how.',
  'review-items': 'Practices are past their review: put them into the queue.',
  'improve-search': 'The same is asked again: make it easier to find.',
  'tend-glossary': 'Few use the terms of the glossary: look whether they are the right ones.',
  'check-in': 'Activity falls: talk with the facilitators, about a graceful end too.',
  'watch-learning': 'Channels or tools were changed: watch the learning curve.',
  'invite-questions': 'There is too little to measure: invite questions.',
  'widen-window': 'A longer window may have a figure.',
  wait: 'Wait for the figures of this window.',
  'add-periods': 'A series is too short to compare with: add periods.',
  'watch-series': 'Something was changed: see how the series goes on.',
};

/** Those that follow from the figures, each once, in the order of the dashboard, with what calls for them. */
export function nextSteps(tiles: readonly Tile[]): { readonly step: string; readonly because: readonly string[] }[] {
  const found = new Map<NextStep, string[]>();
  for (const { info, result } of tiles) {
    if (result.status !== 'ok' || result.next === null) continue;
    found.set(result.next, [...(found.get(result.next) ?? []), info.label]);
  }
  return [...found].map(([next, because]) => ({ step: steps[next], because }));
}
