import type { MetricWindow } from '@copkit/core';
import { nothing, type TemplateResult } from 'lit';
import { choice } from '../choice.js';
import { calendarText } from './format.js';
import type { Report } from './report.js';

/** A choice among the windows for which there are figures. */
export const windowChoice = (
  { texts, locale }: Report,
  windows: readonly MetricWindow[],
  chosen: string,
  choose: (window: string) => void,
): TemplateResult | typeof nothing =>
  windows.length === 0
    ? nothing
    : choice(
        texts.window,
        chosen,
        windows.map(({ window }) => [window, calendarText(texts, locale.tag, window)] as const),
        (window) => choose(window ?? 'all'),
      );
