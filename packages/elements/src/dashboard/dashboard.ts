import { define } from '../register.js';
import { CopDashboard } from './dashboard.component.js';

/** Registers `<cop-dashboard>`, or `<cop-dashboard-SUFFIX>`. */
export const register = (suffix?: string): void => define('cop-dashboard', CopDashboard, suffix);

register();

export { CopDashboard };

declare global {
  interface HTMLElementTagNameMap {
    'cop-dashboard': CopDashboard;
  }
}
