import type { Extension } from '../extension/extension.js';
import type { Hook } from '../operations/hooks.js';
import type { Declarations } from '../privacy/declaration.js';

/** What one folder brings to `evaluation`. */
export interface Part extends Omit<Extension, 'name' | 'hooks' | 'sweep' | 'check'> {
  readonly hooks?: readonly Hook[];
  /** How its collections concern people. */
  readonly declarations: Declarations;
}
