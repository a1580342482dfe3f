export { decide, removeTarget, setTarget } from './deciding.js';
export { panel, targetView } from './panel.js';
