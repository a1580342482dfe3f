import { define } from '../register.js';
import { CopInbox } from './inbox.component.js';

/** Registers `<cop-inbox>`, or `<cop-inbox-SUFFIX>`. */
export const register = (suffix?: string): void => define('cop-inbox', CopInbox, suffix);

register();

export { CopInbox };

declare global {
  interface HTMLElementTagNameMap {
    'cop-inbox': CopInbox;
  }
}
