import { define } from '../register.js';
import { CopAskAnExpert } from './ask-an-expert.component.js';

/** Registers `<cop-ask-an-expert>`, or `<cop-ask-an-expert-SUFFIX>`. */
export const register = (suffix?: string): void => define('cop-ask-an-expert', CopAskAnExpert, suffix);

register();

export { CopAskAnExpert };

declare global {
  interface HTMLElementTagNameMap {
    'cop-ask-an-expert': CopAskAnExpert;
  }
}
