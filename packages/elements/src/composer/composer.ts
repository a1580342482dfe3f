import { define } from '../register.js';
import { CopComposer } from './composer.component.js';

/** Registers `<cop-composer>`, or `<cop-composer-SUFFIX>`. */
export const register = (suffix?: string): void => define('cop-composer', CopComposer, suffix);

register();

export { CopComposer };

declare global {
  interface HTMLElementTagNameMap {
    'cop-composer': CopComposer;
  }
}
