import { define } from '../register.js';
import { CopContext } from './context.component.js';

/** Registers `<cop-context>`, or `<cop-context-SUFFIX>`. */
export const register = (suffix?: string): void => define('cop-context', CopContext, suffix);

register();

export { CopContext };

declare global {
  interface HTMLElementTagNameMap {
    'cop-context': CopContext;
  }
}
