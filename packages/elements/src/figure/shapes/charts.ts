import type { Drawing } from '../charts/drawing.js';

const MODULES = {
  bars: () => import('../charts/bars-chart.js'),
  endings: () => import('../charts/endings-chart.js'),
  lorenz: () => import('../charts/lorenz-chart.js'),
  matrix: () => import('../charts/matrix-chart.js'),
  months: () => import('../charts/months-chart.js'),
  survival: () => import('../charts/survival-chart.js'),
} as const;

type Modules = { [Name in keyof typeof MODULES]: Awaited<ReturnType<(typeof MODULES)[Name]>> };

const loaded: Partial<Modules> = {};

/** Loads what draws a kind of chart; `null` where it is there. */
export const loadChart = (name: keyof Modules): Promise<void> | null =>
  loaded[name] ? null : MODULES[name]().then((module) => void Object.assign(loaded, { [name]: module }));

/** A drawing by a module that may still be loading. */
export const drawnBy = <Name extends keyof Modules>(
  name: Name,
  draw: (module: Modules[Name]) => Drawing,
): Drawing | null => {
  const module = loaded[name];
  return module ? draw(module as Modules[Name]) : null;
};

export type ChartName = keyof Modules;
