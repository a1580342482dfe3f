import { define } from '../register.js';
import { CopNetwork } from './network.component.js';

/** Registers `<cop-network>`, or `<cop-network-SUFFIX>`. */
export const register = (suffix?: string): void => define('cop-network', CopNetwork, suffix);

register();

export { CopNetwork };

declare global {
  interface HTMLElementTagNameMap {
    'cop-network': CopNetwork;
  }
}
