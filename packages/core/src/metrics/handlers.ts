export { catalogue, firstMetrics } from './catalogue.js';
export { measure, windowsOf } from './measure.js';
