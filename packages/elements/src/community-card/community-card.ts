import { define } from '../register.js';
import { CopCommunityCard } from './community-card.component.js';

/** Registers `<cop-community-card>`, or `<cop-community-card-SUFFIX>`. */
export const register = (suffix?: string): void => define('cop-community-card', CopCommunityCard, suffix);

register();

export { CopCommunityCard };

declare global {
  interface HTMLElementTagNameMap {
    'cop-community-card': CopCommunityCard;
  }
}
