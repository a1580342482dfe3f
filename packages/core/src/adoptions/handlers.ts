export { abandon, adopt, advance, upgrade } from './adopting.js';
export { claimBenefit, corroborate } from './benefits.js';
export { fallDue } from './due.js';
export { list } from './reading.js';
export { adoptionView } from './view.js';
