export { changesOf } from './changes.js';
export { note, noted, rescind } from './noting.js';
export { define, definition, get, importRows, list } from './series.js';
