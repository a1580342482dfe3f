import { define } from '../register.js';
import { CopValueMatrix } from './value-matrix.component.js';

/** Registers `<cop-value-matrix>`, or `<cop-value-matrix-SUFFIX>`. */
export const register = (suffix?: string): void => define('cop-value-matrix', CopValueMatrix, suffix);

register();

export { CopValueMatrix };

declare global {
  interface HTMLElementTagNameMap {
    'cop-value-matrix': CopValueMatrix;
  }
}
