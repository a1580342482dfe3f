/** What the operations on adoptions do, in one piece that is loaded with the first call of any of them. */
export { abandon, adopt, advance, upgrade } from './adopting.js';
export { claimBenefit, corroborate } from './benefits.js';
export { fallDue } from './due.js';
export { list } from './reading.js';
export { adoptionView } from './view.js';
