export { redirectsIn, take, topicNamed } from './naming.js';
export { define, definition, get, list, suggest } from './vocabulary.js';
