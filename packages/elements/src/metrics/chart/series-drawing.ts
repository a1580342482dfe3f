/** What it takes to draw a series, loaded when there is one. */
export { chart } from './chart.styles.js';
export { chartFigure, FrameOfHost } from './frame.js';
export { seriesChart } from './series-chart.js';
