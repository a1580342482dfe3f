import { define } from '../register.js';
import { CopOutcomeSeries } from './outcome-series.component.js';

/** Registers `<cop-outcome-series>`, or `<cop-outcome-series-SUFFIX>`. */
export const register = (suffix?: string): void => define('cop-outcome-series', CopOutcomeSeries, suffix);

register();

export { CopOutcomeSeries };

declare global {
  interface HTMLElementTagNameMap {
    'cop-outcome-series': CopOutcomeSeries;
  }
}
