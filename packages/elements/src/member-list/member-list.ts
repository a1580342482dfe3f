import { define } from '../register.js';
import { CopMemberList } from './member-list.component.js';

/** Registers `<cop-member-list>`, or `<cop-member-list-SUFFIX>`. */
export const register = (suffix?: string): void => define('cop-member-list', CopMemberList, suffix);

register();

export { CopMemberList };

declare global {
  interface HTMLElementTagNameMap {
    'cop-member-list': CopMemberList;
  }
}
