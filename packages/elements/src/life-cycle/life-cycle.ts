import { define } from '../register.js';
import { CopLifeCycle } from './life-cycle.component.js';

/** Registers `<cop-life-cycle>`, or `<cop-life-cycle-SUFFIX>`. */
export const register = (suffix?: string): void => define('cop-life-cycle', CopLifeCycle, suffix);

register();

export { CopLifeCycle };

declare global {
  interface HTMLElementTagNameMap {
    'cop-life-cycle': CopLifeCycle;
  }
}
