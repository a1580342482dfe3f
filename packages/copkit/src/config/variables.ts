import { closest, distance } from 'fastest-levenshtein';
import type { Layer } from './file.js';
import { type Leaf, namesOf, type Shape } from './leaves.js';
import type { Problem } from './problem.js';

/** What Kubernetes and Docker set for a service or a container that is called copkit: no settings. */
const OF_ITS_SURROUNDINGS = /^COPKIT_(SERVICE_(HOST|PORT(_\w+)?)|PORT_\d+_\w+)$/;
const LINKED_PORT = /^tcp:\/\//;
/** Names the configuration file itself. */
export const FILE_VARIABLE = 'COPKIT_CONFIG';
/** What the command line reads besides settings. */
const NO_SETTINGS: ReadonlySet<string> = new Set([FILE_VARIABLE, 'COPKIT_DOCTOR_TOKEN']);

/** The settings among environment variables. Those that are empty say nothing. */
export function variableLayer(
  env: NodeJS.ProcessEnv,
  from: Shape,
  problems: Problem[],
): Layer & { readonly unknown: readonly string[] } {
  const known = new Map(namesOf(from).map((leaf) => [leaf.variable, leaf]));
  const values = {};
  const origins = new Map<string, string>();
  const unknown: string[] = [];
  for (const [variable, text] of Object.entries(env)) {
    if (!variable.startsWith('COPKIT_') || NO_SETTINGS.has(variable) || !text) continue;
    if (OF_ITS_SURROUNDINGS.test(variable)) continue;
    const leaf = known.get(variable);
    if (!leaf) {
      // Others may use the prefix as well: only what looks like a slip is refused.
      const meant = suggestion(variable, [...known.keys()]);
      if (meant) problems.push({ origin: variable, message: `is no setting${meant}` });
      else unknown.push(variable);
    } else if (leaf.key === 'port' && LINKED_PORT.test(text)) {
      const message = 'was set by Kubernetes for a service called copkit: set enableServiceLinks to false';
      problems.push({ origin: variable, message });
    } else {
      put(values, leaf.key, typed(text, leaf));
      origins.set(leaf.key, variable);
    }
  }
  return { values, originOf: (key) => nearestOrigin(origins, key), unknown };
}

/** `, did you mean …?` where something known is close. */
export function suggestion(name: string, known: readonly string[]): string {
  if (known.length === 0) return '';
  const best = closest(name, known);
  return distance(name, best) <= Math.max(2, name.length / 4) ? `, did you mean ${best}?` : '';
}

/** The origin of a key, or of the value that it is a part of. */
export function nearestOrigin(origins: ReadonlyMap<string, string>, key: string): string {
  for (let at = key; ; at = at.slice(0, at.lastIndexOf('.'))) {
    const origin = origins.get(at);
    if (origin !== undefined) return origin;
    if (!at.includes('.')) return '';
  }
}

/** A text as what the setting is: lists with commas between or as JSON, whatever has parts as JSON. */
export function typed(text: string, { shape }: Leaf): unknown {
  const plainList = shape.type === 'array' && shape.items?.type === 'string';
  if (plainList && !/^\s*\[/.test(text))
    return text
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean);
  const isText = shape.type === 'string' || (shape.type === undefined && !/^\s*[[{]/.test(text));
  if (isText) return text;
  try {
    return JSON.parse(text);
  } catch {
    // The schema says what is expected instead.
    return text;
  }
}

export function put(values: Record<string, unknown>, key: string, value: unknown): void {
  const path = key.split('.');
  const last = path.pop() ?? key;
  let into = values;
  for (const name of path) {
    if (typeof into[name] !== 'object' || into[name] === null) into[name] = {};
    into = into[name] as Record<string, unknown>;
  }
  into[last] = value;
}
