import { define } from '../register.js';
import { CopSurvival } from './survival.component.js';

/** Registers `<cop-survival>`, or `<cop-survival-SUFFIX>`. */
export const register = (suffix?: string): void => define('cop-survival', CopSurvival, suffix);

register();

export { CopSurvival };

declare global {
  interface HTMLElementTagNameMap {
    'cop-survival': CopSurvival;
  }
}
