import type { Declarations } from '../privacy/declaration.js';
import { parts } from './parts.js';

/** How what the extension keeps concerns people. */
export const evaluationDeclarations: Declarations = Object.assign({}, ...parts.map(({ declarations }) => declarations));
