export { breakdown } from './breakdown.js';
export { myTies } from './my-ties.js';
export { organisation } from './organisation.js';
export { dashboard } from './tiles.js';
