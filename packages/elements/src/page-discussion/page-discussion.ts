import { define } from '../register.js';
import { CopPageDiscussion } from './page-discussion.component.js';

/** Registers `<cop-page-discussion>`, or `<cop-page-discussion-SUFFIX>`. */
export const register = (suffix?: string): void => define('cop-page-discussion', CopPageDiscussion, suffix);

register();

export { CopPageDiscussion };

declare global {
  interface HTMLElementTagNameMap {
    'cop-page-discussion': CopPageDiscussion;
  }
}
