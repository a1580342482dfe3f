export { importCommunity, importMember, importPlaceholder } from './arrivals.js';
export { importAcceptance, importClosure, importReply, importThread, importVotes } from './past.js';
