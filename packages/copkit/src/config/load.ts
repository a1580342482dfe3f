import type * as z from 'zod';
import { fileLayer, type Layer } from './file.js';
import { leavesOf, namesOf, type Shape, secretFileKey, shape } from './leaves.js';
import { ConfigFailure, type Problem } from './problem.js';
import { type Settings, settings } from './schema.js';
import { printable, withSecretFiles } from './secrets.js';
import { FILE_VARIABLE, nearestOrigin, put, suggestion, typed, variableLayer } from './variables.js';

export interface Sources {
  /** Where absent, what `COPKIT_CONFIG` names, if anything. */
  readonly file?: string | undefined;
  readonly env: NodeJS.ProcessEnv;
  /** By key, each with the flag it came by. */
  readonly flags?: ReadonlyMap<string, { readonly flag: string; readonly value: unknown }>;
  /** `key=value` of `--set`. */
  readonly set?: readonly string[];
}

/** A setting as it holds. */
export interface Effective {
  readonly key: string;
  /** Secrets as `***`. */
  readonly value: unknown;
  /** Such as `copkit.json:12`, `COPKIT_PORT`, `--port` or `default`. */
  readonly origin: string;
}

export interface Config {
  readonly settings: Settings;
  /** The configuration file, if there is one. */
  readonly file: string | null;
  readonly effective: readonly Effective[];
  /** Files that secrets were read from. */
  readonly secretFiles: readonly string[];
  /** Variables that begin like settings and are none. */
  readonly unknownVariables: readonly string[];
}

/**
 * The configuration: flags before `COPKIT_…` variables before the file before defaults, setting by setting; a list holds
 * as a whole.
 * @throws ConfigFailure with everything that is wrong: which key, where it was said, and what is expected.
 */
export function loadConfig({ file: named, env, flags = new Map(), set = [] }: Sources): Config {
  const problems: Problem[] = [];
  const of = shape();
  const file = named ?? env[FILE_VARIABLE] ?? null;
  const variables = variableLayer(env, of, problems);
  const layers = [...(file === null ? [] : [fileLayer(file)]), variables, flagLayer(flags, set, of, problems)];
  const merged: Record<string, unknown> = {};
  const origins = new Map<string, string>();
  const secretFiles = new Set<string>();
  for (const layer of layers) {
    const values = withSecretFiles(layer.values, of, '', {
      problem: (key, message) => problems.push({ origin: where(layer.originOf(key), key), message }),
      read: (secretFile) => secretFiles.add(secretFile),
    });
    merge(merged, values as Record<string, unknown>, '', (key) => {
      const inFile = secretFileKey(key);
      origins.set(key, layer.originOf(at(layer.values, inFile) === undefined ? key : inFile));
    });
  }
  const { data, error } = settings.safeParse(merged);
  for (const issue of error?.issues ?? []) problems.push(...explain(issue, origins, of, layers));
  if (problems.length > 0 || !data) throw new ConfigFailure(problems);
  const effective = leavesOf(of)
    .map(({ key, shape: leaf }) => ({
      key,
      value: printable(at(data, key), leaf),
      origin: at(merged, key) === undefined ? 'default' : nearestOrigin(origins, key),
    }))
    .filter(({ value }) => value !== undefined);
  return { settings: data, file, effective, secretFiles: [...secretFiles], unknownVariables: variables.unknown };
}

function flagLayer(
  flags: NonNullable<Sources['flags']>,
  set: readonly string[],
  of: Shape,
  problems: Problem[],
): Layer {
  const known = new Map(namesOf(of).map((leaf) => [leaf.key, leaf]));
  const values = {};
  const origins = new Map<string, string>();
  for (const each of set) {
    const [, key = each, text = ''] = /^([^=]+)=(.*)$/s.exec(each) ?? [];
    const leaf = known.get(key);
    if (leaf) {
      put(values, key, typed(text, leaf));
      origins.set(key, `--set ${key}`);
    } else problems.push({ origin: `--set ${key}`, message: `is no setting${suggestion(key, [...known.keys()])}` });
  }
  for (const [key, { flag, value }] of flags) {
    put(values, key, value);
    origins.set(key, flag);
  }
  return { values, originOf: (key) => nearestOrigin(origins, key) };
}

function merge(
  into: Record<string, unknown>,
  from: Readonly<Record<string, unknown>>,
  prefix: string,
  said: (key: string) => void,
): void {
  for (const [name, value] of Object.entries(from)) {
    const known = into[name];
    if (isObject(value) && (known === undefined || isObject(known))) {
      into[name] = { ...known };
      merge(into[name] as Record<string, unknown>, value, `${prefix}${name}.`, said);
    } else into[name] = value;
    said(prefix + name);
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function at(value: unknown, key: string): unknown {
  const inside = (outer: unknown, name: string) =>
    typeof outer === 'object' && outer !== null ? (outer as Record<string, unknown>)[name] : undefined;
  return key.split('.').reduce(inside, value);
}

function explain(
  issue: z.core.$ZodIssue,
  origins: ReadonlyMap<string, string>,
  of: Shape,
  layers: readonly Layer[],
): readonly Problem[] {
  const key = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    const siblings = namesOf(of).map((leaf) => leaf.key);
    return issue.keys.map((name) => {
      const full = key ? `${key}.${name}` : name;
      const origin = originIn(layers, full) || nearestOrigin(origins, full);
      const within = siblings.find((known) => known.endsWith(`.${full}`));
      const meant = within ? `, did you mean ${within}?` : suggestion(full, siblings);
      return { origin: where(origin, full), message: `is no setting${meant}` };
    });
  }
  const message = issue.message.replace(/^Invalid (input|option): /, '').replace(/^(Too (small|big)): /, '$1, ');
  return [{ origin: where(originIn(layers, key) || nearestOrigin(origins, key), key), message: message }];
}

/** The place where the last layer that says something of a key says it. */
function originIn(layers: readonly Layer[], key: string): string {
  const saying = layers.findLast(({ values }) => at(values, key) !== undefined);
  return saying?.originOf(key) ?? '';
}

/** A variable or a flag names its key already; a line of a file, or nothing, does not. */
const where = (origin: string, key: string): string =>
  /^(COPKIT_|--)/.test(origin) ? `${origin}:` : origin === '' ? `${key}:` : `${origin}: ${key}:`;

/** What commands that take `--data` only go by where it is not given. */
export function dataOf(env: NodeJS.ProcessEnv): string {
  return loadConfig({ env: onlyData(env), file: env[FILE_VARIABLE] }).settings.data;
}

const onlyData = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => /^COPKIT_(DATA|DATA_FILE|CONFIG)$/.test(name)));
