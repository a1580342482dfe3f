export { flag, listFlags, resolveFlag } from './flagging.js';
export { getHistory, hide, restore, withdraw } from './hiding.js';
export { setReaction } from './reaction.js';
