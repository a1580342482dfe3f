import { define } from '../register.js';
import { CopCommunityList } from './community-list.component.js';

/** Registers `<cop-community-list>`, or `<cop-community-list-SUFFIX>`. */
export const register = (suffix?: string): void => define('cop-community-list', CopCommunityList, suffix);

register();

export { CopCommunityList };

declare global {
  interface HTMLElementTagNameMap {
    'cop-community-list': CopCommunityList;
  }
}
