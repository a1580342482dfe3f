import { readFileSync } from 'node:fs';
import { nameOfStore } from '../store.js';
import { propertiesOf, type Shape } from './leaves.js';

const FILE = 'File';

/** Hears what comes of secret files. */
export interface SecretFiles {
  problem(key: string, message: string): void;
  /** Of each that was read. */
  read(file: string): void;
}

/**
 * Puts what secret files hold in the place of the keys that name them, as Docker and Kubernetes hand secrets over. A file
 * for a list has one secret on each line.
 */
export function withSecretFiles(value: unknown, shape: Shape, path: string, found: SecretFiles): unknown {
  const { problem } = found;
  if (Array.isArray(value))
    return value.map((item, at) => withSecretFiles(item, itemsOf(shape), `${path}.${at}`, found));
  if (typeof value !== 'object' || value === null) return value;
  const properties = propertiesOf(shape);
  const result: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) {
    const key = path ? `${path}.${name}` : name;
    const base = name.endsWith(FILE) ? name.slice(0, -FILE.length) : '';
    const secret = properties.has(name) ? undefined : properties.get(base);
    if (!secret || !isSecret(secret)) {
      result[name] = withSecretFiles(inner, properties.get(name) ?? {}, key, found);
    } else if (base in value) {
      problem(key, `says the same as ${base}: leave one of them out`);
    } else {
      try {
        const text = readFileSync(String(inner), 'utf8').trim();
        found.read(String(inner));
        result[base] = secret.items ? text.split('\n').flatMap((line) => line.trim() || []) : text;
        if (text === '') problem(key, `names the file ${inner}, which is empty`);
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        problem(key, `names the file ${inner}, which cannot be read (${code})`);
      }
    }
  }
  return result;
}

/** What may be shown of a value. */
export function printable(value: unknown, shape: Shape): unknown {
  if (value === undefined || value === null) return value;
  if (shape.secret === 'password') return nameOfStore(String(value));
  if (shape.secret) return '***';
  if (Array.isArray(value)) return value.map((item) => printable(item, itemsOf(shape)));
  if (typeof value !== 'object') return value;
  const properties = propertiesOf(shape);
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, printable(inner, properties.get(name) ?? {})]),
  );
}

export const isSecret = (shape: Shape): boolean => Boolean(shape.secret ?? shape.items?.secret);

/** Of a list, also where it is one of several alternatives. */
function itemsOf(shape: Shape): Shape {
  return shape.items ?? [...(shape.anyOf ?? []), ...(shape.oneOf ?? [])].find(({ items }) => items)?.items ?? {};
}
