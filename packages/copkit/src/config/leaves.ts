import * as z from 'zod';
import { settings } from './schema.js';

/** The parts of JSON Schema that the settings use. */
export interface Shape {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly oneOf?: readonly Shape[];
  readonly anyOf?: readonly Shape[];
  readonly allOf?: readonly Shape[];
  readonly additionalProperties?: boolean | Shape;
  readonly required?: readonly string[];
  readonly secret?: true | 'password';
  readonly [key: string]: unknown;
}

/** A setting that holds a value of its own rather than other settings. */
export interface Leaf {
  /** Such as `metrics.port`. */
  readonly key: string;
  /** Such as `COPKIT_METRICS_PORT`. */
  readonly variable: string;
  readonly shape: Shape;
}

/** The settings as JSON Schema: what editors, the variables, the documentation and `copkit config` go by. */
export const shape = (): Shape => z.toJSONSchema(settings, { io: 'input', unrepresentable: 'any' }) as Shape;

/** The properties of a shape, those of all its alternatives included. */
export function propertiesOf(from: Shape): ReadonlyMap<string, Shape> {
  const found = new Map<string, Shape>(Object.entries(from.properties ?? {}));
  for (const branch of [...(from.oneOf ?? []), ...(from.anyOf ?? []), ...(from.allOf ?? [])])
    for (const [name, property] of propertiesOf(branch)) {
      const known = found.get(name);
      found.set(name, known && known.const !== property.const ? { ...known, ...property, const: undefined } : property);
    }
  return found;
}

export const secretFileKey = (key: string): string => `${key}File`;

export const variableOf = (key: string): string =>
  `COPKIT_${key
    .replaceAll('.', '_')
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .toUpperCase()}`;

export function leavesOf(from: Shape, prefix = ''): readonly Leaf[] {
  return [...propertiesOf(from)].flatMap(([name, property]): readonly Leaf[] => {
    const key = prefix + name;
    if (key === '$schema') return [];
    const inner = isObject(property) ? leavesOf(property, `${key}.`) : [];
    return inner.length > 0 ? inner : [{ key, variable: variableOf(key), shape: property }];
  });
}

/** Whatever may be a text or a list as well holds a value as a whole. */
function isObject({ type, anyOf, oneOf, allOf }: Shape): boolean {
  const alternatives = [...(anyOf ?? []), ...(oneOf ?? []), ...(allOf ?? [])];
  return type === 'object' || (alternatives.length > 0 && alternatives.every(isObject));
}

/** The leaves, and for each secret the key that names a file with it. */
export function namesOf(from: Shape): readonly Leaf[] {
  return leavesOf(from).flatMap((leaf) =>
    leaf.shape.secret
      ? [leaf, { key: secretFileKey(leaf.key), variable: `${leaf.variable}_FILE`, shape: { type: 'string' } }]
      : [leaf],
  );
}
