import { define } from '../register.js';
import { CopExpertFinder } from './expert-finder.component.js';

/** Registers `<cop-expert-finder>`, or `<cop-expert-finder-SUFFIX>`. */
export const register = (suffix?: string): void => define('cop-expert-finder', CopExpertFinder, suffix);

register();

export { CopExpertFinder };

declare global {
  interface HTMLElementTagNameMap {
    'cop-expert-finder': CopExpertFinder;
  }
}
