import type { Extension } from '../extension/extension.js';
import type { Declarations } from '../privacy/declaration.js';

/** What one folder brings to `evaluation`. */
export interface Part extends Omit<Extension, 'name' | 'sweep' | 'check'> {
  /** How its collections concern people. */
  readonly declarations: Declarations;
}
