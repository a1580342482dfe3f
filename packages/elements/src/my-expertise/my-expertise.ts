import { define } from '../register.js';
import { CopMyExpertise } from './my-expertise.component.js';

/** Registers `<cop-my-expertise>`, or `<cop-my-expertise-SUFFIX>`. */
export const register = (suffix?: string): void => define('cop-my-expertise', CopMyExpertise, suffix);

register();

export { CopMyExpertise };

declare global {
  interface HTMLElementTagNameMap {
    'cop-my-expertise': CopMyExpertise;
  }
}
