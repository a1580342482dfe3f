import { define } from '../register.js';
import { CopPractice } from './practice.component.js';

/** Registers `<cop-practice>`, or `<cop-practice-SUFFIX>`. */
export const register = (suffix?: string): void => define('cop-practice', CopPractice, suffix);

register();

export { CopPractice };

declare global {
  interface HTMLElementTagNameMap {
    'cop-practice': CopPractice;
  }
}
