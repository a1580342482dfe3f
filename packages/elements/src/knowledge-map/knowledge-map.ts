import { define } from '../register.js';
import { CopKnowledgeMap } from './knowledge-map.component.js';

/** Registers `<cop-knowledge-map>`, or `<cop-knowledge-map-SUFFIX>`. */
export const register = (suffix?: string): void => define('cop-knowledge-map', CopKnowledgeMap, suffix);

register();

export { CopKnowledgeMap };

declare global {
  interface HTMLElementTagNameMap {
    'cop-knowledge-map': CopKnowledgeMap;
  }
}
