import * as z from 'zod';

interface Node {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
}

/** A field of a schema, such as `versions[].by`, and its type in words. */
export interface Leaf {
  readonly path: string;
  readonly type: string;
}

const typeNamed = ({ type = 'any' }: Node): string => [type].flat().find((name) => name !== 'null') ?? 'any';

/** The fields of a schema that hold values, in its order. What is under a record or a value of any kind has no fields. */
export function leavesOf(schema: z.ZodType): Leaf[] {
  const leaves = new Map<string, Leaf>();
  const visit = (node: Node, path: string) => {
    const some = (node.anyOf ?? [node]).filter(({ type }) => type !== 'null');
    for (const each of some) {
      if (each.properties)
        for (const [name, inner] of Object.entries(each.properties)) visit(inner, path ? `${path}.${name}` : name);
      else if (each.type === 'array' && each.items) visit(each.items, `${path}[]`);
      else leaves.set(path, { path, type: typeNamed(each) });
    }
  };
  visit(z.toJSONSchema(schema, { unrepresentable: 'any', reused: 'inline', io: 'input' }) as Node, '');
  return [...leaves.values()];
}

/** Whether a declared field stands for a field of the schema: it is the same, or above it. */
export const covers = (field: string, path: string): boolean =>
  path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[]`);

/** A value and where it stands: names of fields and places in lists. */
export interface Place {
  readonly at: readonly (string | number)[];
  readonly text: string;
}

/** All texts under a field of a document. */
export function textsAt(body: unknown, field: string): Place[] {
  const steps = field.replaceAll('[]', '.[]').split('.');
  const found: Place[] = [];
  const every = (value: unknown, at: readonly (string | number)[]): void => {
    if (typeof value === 'string') found.push({ at, text: value });
    else if (Array.isArray(value)) value.forEach((item, index) => void every(item, [...at, index]));
    else if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value)) every(inner, [...at, name]);
  };
  const walk = (value: unknown, depth: number, at: readonly (string | number)[]): void => {
    const step = steps[depth];
    if (step === undefined) every(value, at);
    else if (step === '[]') {
      if (Array.isArray(value)) value.forEach((item, index) => void walk(item, depth + 1, [...at, index]));
    } else if (typeof value === 'object' && value !== null && Object.hasOwn(value, step)) {
      walk((value as Record<string, unknown>)[step], depth + 1, [...at, step]);
    }
  };
  walk(body, 0, []);
  return found;
}

/** The document with other texts in some places. */
export function withTexts<T>(body: T, places: readonly Place[]): T {
  const changed = structuredClone(body);
  for (const { at, text } of places) {
    let inner = changed as Record<string | number, unknown>;
    for (const step of at.slice(0, -1)) inner = inner[step] as Record<string | number, unknown>;
    const last = at.at(-1);
    if (last !== undefined) inner[last] = text;
  }
  return changed;
}
