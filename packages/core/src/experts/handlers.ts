export { engineOf } from './engine.js';
export { find } from './finding.js';
export { change, getMine, hide, listMine, settingsView } from './own.js';
export { route } from './routing.js';
