export { fallDue } from './due.js';
export { approve, confirm, retire, setSteward, supersede } from './keeping.js';
export { fork, merge, offerBack } from './lineage.js';
export { get, list, listVersions } from './reading.js';
export { practiceView } from './view.js';
export { create, discard, fromReply, revise, submit } from './writing.js';
