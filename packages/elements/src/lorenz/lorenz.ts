import { define } from '../register.js';
import { CopLorenz } from './lorenz.component.js';

/** Registers `<cop-lorenz>`, or `<cop-lorenz-SUFFIX>`. */
export const register = (suffix?: string): void => define('cop-lorenz', CopLorenz, suffix);

register();

export { CopLorenz };

declare global {
  interface HTMLElementTagNameMap {
    'cop-lorenz': CopLorenz;
  }
}
