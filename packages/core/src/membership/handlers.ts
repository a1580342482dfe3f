export { end, leave, remove, setDormant } from './ending.js';
export { accept, approve, cancelRequest, decline, invite, join, refuse } from './entering.js';
export { getHistory, list, listRequests } from './lists.js';
export { appoint, setRoles } from './roles.js';
