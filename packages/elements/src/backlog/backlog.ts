import { define } from '../register.js';
import { CopBacklog } from './backlog.component.js';

/** Registers `<cop-backlog>`, or `<cop-backlog-SUFFIX>`. */
export const register = (suffix?: string): void => define('cop-backlog', CopBacklog, suffix);

register();

export { CopBacklog };

declare global {
  interface HTMLElementTagNameMap {
    'cop-backlog': CopBacklog;
  }
}
