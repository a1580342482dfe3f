import { define } from '../register.js';
import { CopAdoption } from './adoption.component.js';

/** Registers `<cop-adoption>`, or `<cop-adoption-SUFFIX>`. */
export const register = (suffix?: string): void => define('cop-adoption', CopAdoption, suffix);

register();

export { CopAdoption };

declare global {
  interface HTMLElementTagNameMap {
    'cop-adoption': CopAdoption;
  }
}
