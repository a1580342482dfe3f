import type { MappedTopic } from '@copkit/core/expertise';
import { ticks } from 'd3-array';
import { html, nothing, svg, type TemplateResult } from 'lit';
import { type Frame, HEIGHT, MARGIN } from '../metrics/chart/frame.js';
import { bottomAxis, roundTop, scalesOf, tickCount, valueAxis } from '../metrics/chart/scales.js';
import { figure } from '../metrics/format.js';
import type { MapTexts } from './texts.js';

/** A topic that can be drawn. */
export type Dot = MappedTopic & {
  readonly questions: number;
  readonly coverage: number;
};

/** Of what nobody asked and nobody knows there is nothing to draw. */
export const isDot = (topic: MappedTopic): topic is Dot =>
  topic.questions !== null && topic.coverage !== null && topic.questions + topic.coverage > 0;

/** Below so many people who know, by their effective number, a topic hangs on one or two. */
export const THIN = 2;

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface Label extends Box {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'end' | 'middle';
}

const LINE = 17;
/** How wide a character is about, in pixels, in the font of charts. */
const CHARACTER = 7.6;
const LONGEST = 28;

export const shortened = (label: string): string =>
  label.length > LONGEST ? `${label.slice(0, LONGEST - 1).trimEnd()}…` : label;

const touch = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const around = (x: number, y: number, r: number): Box => ({ left: x - r, right: x + r, top: y - r, bottom: y + r });

/** Where a label could stand: beside its dot on either side, above it, below it. */
const places = (text: string, x: number, y: number, r: number, rightToLeft: boolean): readonly Label[] => {
  const width = text.length * CHARACTER;
  const box = (left: number, middle: number): Box => ({
    left,
    right: left + width,
    top: middle - LINE / 2,
    bottom: middle + LINE / 2,
  });
  // Anchors follow the direction of the page.
  const [onRight, onLeft] = rightToLeft ? (['end', 'start'] as const) : (['start', 'end'] as const);
  const gap = r + 4;
  return [
    { ...box(x + gap, y), x: x + gap, y, anchor: onRight },
    { ...box(x - gap - width, y), x: x - gap, y, anchor: onLeft },
    { ...box(x - width / 2, y - gap - LINE / 2), x, y: y - gap - LINE / 2, anchor: 'middle' },
    { ...box(x - width / 2, y + gap + LINE / 2), x, y: y + gap + LINE / 2, anchor: 'middle' },
  ];
};

/** The labels that fit without touching another or a dot, those with the largest gaps first. */
export const placeLabels = (
  dots: readonly { readonly text: string; readonly x: number; readonly y: number; readonly r: number }[],
  within: Box,
  rightToLeft: boolean,
): readonly (Label | null)[] => {
  const taken: Box[] = dots.map(({ x, y, r }) => around(x, y, r));
  return dots.map(({ text, x, y, r }) => {
    const fits = (label: Label) =>
      label.left >= within.left &&
      label.right <= within.right &&
      label.top >= within.top &&
      label.bottom <= within.bottom &&
      !taken.some((box) => touch(box, label));
    const label = places(text, x, y, r, rightToLeft).find(fits) ?? null;
    if (label) taken.push(label);
    return label;
  });
};

/** Topics by questions, upwards, and by how many know, along; what hangs on one or two in a band of its own. */
export const mapChart = (
  { texts, tag, label }: { readonly texts: MapTexts; readonly tag: string; readonly label: string },
  frame: Frame,
  topics: readonly Dot[],
): TemplateResult => {
  const byGap = topics.toSorted((a, b) => (b.gap ?? 0) - (a.gap ?? 0));
  const furthest = roundTop(Math.max(THIN * 1.5, ...topics.map(({ coverage }) => coverage)));
  const top = roundTop(Math.max(1, ...topics.map(({ questions }) => questions)) * 1.1);
  const scales = scalesOf(frame, [0, furthest], top);
  const { x, y, left, right } = scales;
  const foot = HEIGHT - MARGIN.bottom;
  const dots = byGap.map((topic) => ({
    topic,
    text: shortened(topic.topic.label),
    x: x(topic.coverage),
    y: y(topic.questions),
    r: 4 + 6 * Math.sqrt(topic.unansweredShare ?? 0),
  }));
  const plot = { left, right, top: 0, bottom: foot };
  const labels = placeLabels(dots, plot, frame.rightToLeft);
  const [from, to] = [x(0), x(THIN)].sort((a, b) => a - b) as [number, number];
  return html`<svg class="chart map" role="img" aria-label=${label} width=${frame.width} height=${HEIGHT}>
    <rect class="thin" x=${from} y=${MARGIN.top} width=${to - from} height=${foot - MARGIN.top} />
    ${valueAxis(scales, top, (value) => figure(tag, value))} ${bottomAxis(scales, ticks(0, furthest, tickCount(scales, 60)), (value) => figure(tag, value))}
    <text class="tick" x=${x(0)} y=${MARGIN.top - 6} text-anchor="start">${texts.thin}</text>
    ${dots.map(
      ({ topic, x: at, y: height, r }) =>
        svg`<circle class="topic-dot ${topic.coverage <= THIN ? 'few' : ''}" cx=${at} cy=${height} r=${r}><title>${topic.topic.label}: ${texts.questions(topic.questions)}</title></circle>`,
    )}
    ${labels.map((place, at) =>
      place
        ? svg`<text class="dot-label" x=${place.x} y=${place.y} dy="0.35em" text-anchor=${place.anchor}>${dots[at]?.text}</text>`
        : nothing,
    )}
  </svg>`;
};
