import { readFileSync } from 'node:fs';
import { getNodeValue, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { Failure } from '../failure.js';

/** What a source says, and where it says it. */
export interface Layer {
  readonly values: Readonly<Record<string, unknown>>;
  /** Such as `copkit.json:12`, `COPKIT_PORT` or `--port`, of a key such as `metrics.port`. */
  originOf(key: string): string;
}

/**
 * A configuration file: JSON, in which comments and commas after the last member are allowed.
 * @throws Failure with the line where it cannot be read or is not JSON.
 */
export function fileLayer(file: string): Layer {
  const text = textOf(file);
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length;
  const [first] = errors;
  if (first) throw new Failure(`${file}:${lineAt(first.offset)}: is not JSON here: ${inWords(first)}.`);
  if (tree?.type !== 'object') throw new Failure(`${file}: expected an object of settings, such as { "port": 4400 }.`);
  const twice = repeatedKey(tree);
  if (twice) throw new Failure(`${file}:${lineAt(twice.offset)}: says ${String(twice.value)} a second time.`);
  return {
    values: getNodeValue(tree),
    originOf: (key) => `${file}:${lineAt(nearest(tree, key.split('.')).offset)}`,
  };
}

/** `CommaExpected` as `comma expected`. */
const inWords = ({ error }: ParseError): string =>
  printParseErrorCode(error)
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase();

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Failure(
      code === 'ENOENT'
        ? `there is no configuration file ${file}.`
        : `the configuration file ${file} cannot be read (${code}).`,
      { cause: error },
    );
  }
}

/** The member that a key names, or the last one on the way to it that there is. */
function nearest(node: Node, path: readonly string[]): Node {
  const [name, ...rest] = path;
  if (name === undefined) return node;
  if (node.type === 'array') {
    const item = node.children?.[Number(name)];
    return item ? nearest(item, rest) : node;
  }
  const member = node.children?.find(({ children }) => children?.[0]?.value === name);
  const value = member?.children?.[1];
  if (!member || !value) return node;
  return rest.length === 0 ? member : nearest(value, rest);
}

/** Which of the two would hold is nothing that an operator should have to know. */
function repeatedKey(node: Node): Node | null {
  const seen = new Set<unknown>();
  for (const child of node.children ?? []) {
    const [name, value] = child.type === 'property' ? (child.children ?? []) : [undefined, child];
    if (name && seen.has(name.value)) return name;
    if (name) seen.add(name.value);
    const inner = value && repeatedKey(value);
    if (inner) return inner;
  }
  return null;
}
