export { decide, removeTarget, setTarget } from './deciding.js';
export { decidedStage, panel, targetView } from './panel.js';
