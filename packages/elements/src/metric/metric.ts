import { define } from '../register.js';
import { CopMetric } from './metric.component.js';

/** Registers `<cop-metric>`, or `<cop-metric-SUFFIX>`. */
export const register = (suffix?: string): void => define('cop-metric', CopMetric, suffix);

register();

export { CopMetric };

declare global {
  interface HTMLElementTagNameMap {
    'cop-metric': CopMetric;
  }
}
