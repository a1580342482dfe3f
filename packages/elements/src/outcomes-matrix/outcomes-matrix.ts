import { define } from '../register.js';
import { CopOutcomesMatrix } from './outcomes-matrix.component.js';

/** Registers `<cop-outcomes-matrix>`, or `<cop-outcomes-matrix-SUFFIX>`. */
export const register = (suffix?: string): void => define('cop-outcomes-matrix', CopOutcomesMatrix, suffix);

register();

export { CopOutcomesMatrix };

declare global {
  interface HTMLElementTagNameMap {
    'cop-outcomes-matrix': CopOutcomesMatrix;
  }
}
