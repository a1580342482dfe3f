import { CopComposer } from '../composer/composer.component.js';
import { define } from '../register.js';
import { CopThread } from './thread.component.js';

/** Registers `<cop-thread>` and the composer it holds, or both with `-SUFFIX`. */
export const register = (suffix?: string): void => {
  define('cop-composer', CopComposer, suffix);
  define('cop-thread', CopThread, suffix);
};

register();

export { CopThread };

declare global {
  interface HTMLElementTagNameMap {
    'cop-thread': CopThread;
  }
}
