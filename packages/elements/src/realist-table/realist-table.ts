import { define } from '../register.js';
import { CopRealistTable } from './realist-table.component.js';

/** Registers `<cop-realist-table>`, or `<cop-realist-table-SUFFIX>`. */
export const register = (suffix?: string): void => define('cop-realist-table', CopRealistTable, suffix);

register();

export { CopRealistTable };

declare global {
  interface HTMLElementTagNameMap {
    'cop-realist-table': CopRealistTable;
  }
}
