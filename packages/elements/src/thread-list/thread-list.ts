import { define } from '../register.js';
import { CopThreadList } from './thread-list.component.js';

/** Registers `<cop-thread-list>`, or `<cop-thread-list-SUFFIX>`. */
export const register = (suffix?: string): void => define('cop-thread-list', CopThreadList, suffix);

register();

export { CopThreadList };

declare global {
  interface HTMLElementTagNameMap {
    'cop-thread-list': CopThreadList;
  }
}
