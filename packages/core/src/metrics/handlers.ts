export { catalogue } from './catalogue.js';
export { measure, windowsOf } from './measure.js';
