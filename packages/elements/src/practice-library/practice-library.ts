import { define } from '../register.js';
import { CopPracticeLibrary } from './practice-library.component.js';

/** Registers `<cop-practice-library>`, or `<cop-practice-library-SUFFIX>`. */
export const register = (suffix?: string): void => define('cop-practice-library', CopPracticeLibrary, suffix);

register();

export { CopPracticeLibrary };

declare global {
  interface HTMLElementTagNameMap {
    'cop-practice-library': CopPracticeLibrary;
  }
}
