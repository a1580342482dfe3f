export { getAnalysis } from './analysis.js';
export { assign, getMatrix } from './matrix.js';
