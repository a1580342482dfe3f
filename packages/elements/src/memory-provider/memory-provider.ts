import { define } from '../register.js';
import { CopMemoryProvider } from './memory-provider.component.js';

/** Registers `<cop-memory-provider>`, or `<cop-memory-provider-SUFFIX>`. */
export const register = (suffix?: string): void => define('cop-memory-provider', CopMemoryProvider, suffix);

register();

declare global {
  interface HTMLElementTagNameMap {
    'cop-memory-provider': CopMemoryProvider;
  }
}
