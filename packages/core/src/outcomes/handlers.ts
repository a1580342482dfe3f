export { changesOf } from './changes.js';
export { define, definition, get, importRows, list } from './series.js';
