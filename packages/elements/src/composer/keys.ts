import type { Tool } from './formatting.js';

/** Which key formats, together with Control or Command. */
export const KEYS: Readonly<Partial<Record<string, Tool>>> = { b: 'bold', i: 'italic', k: 'link', e: 'code' };

/** The key that does what a tool does. */
export const keyOf = (tool: Tool): string | undefined => Object.keys(KEYS).find((key) => KEYS[key] === tool);
