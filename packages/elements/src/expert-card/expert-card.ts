import { define } from '../register.js';
import { CopExpertCard } from './expert-card.component.js';

/** Registers `<cop-expert-card>`, or `<cop-expert-card-SUFFIX>`. */
export const register = (suffix?: string): void => define('cop-expert-card', CopExpertCard, suffix);

register();

export { CopExpertCard };

declare global {
  interface HTMLElementTagNameMap {
    'cop-expert-card': CopExpertCard;
  }
}
