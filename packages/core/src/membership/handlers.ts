export { end, leave, remove, setDormant } from './ending.js';
export { appoint, setRoles } from './roles.js';
