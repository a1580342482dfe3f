import { define } from '../register.js';
import { CopProvider } from './provider.component.js';

/** Registers `<cop-provider>`, or `<cop-provider-SUFFIX>`. */
export const register = (suffix?: string): void => define('cop-provider', CopProvider, suffix);

register();

export { CopProvider };

declare global {
  interface HTMLElementTagNameMap {
    'cop-provider': CopProvider;
  }
}
