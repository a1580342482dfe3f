import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

const packages = join(import.meta.dirname, '../../packages');

/** A regular expression that the product runs, and where it stands. */
export interface Expression {
  readonly source: string;
  readonly flags: string;
  /** One place, such as `core/src/identity/ids.ts`. */
  readonly where: string;
}

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!['node_modules', 'dist', 'testing'].includes(entry.name)) yield* sources(path);
    } else if (/\.(ts|mjs)$/.test(entry.name) && !/\.(test|d)\.ts$/.test(entry.name)) yield path;
  }
}

/** Every literal, and every call of `RegExp` with a text; those with anything else, which nobody can check here. */
export function expressions(): { readonly known: Expression[]; readonly composed: string[] } {
  const known = new Map<string, Expression>();
  const composed: string[] = [];
  for (const name of readdirSync(packages)) {
    for (const path of sources(join(packages, name, 'src'))) {
      const where = relative(packages, path).replaceAll('\\', '/');
      const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true);
      const visit = (node: ts.Node): void => {
        if (ts.isRegularExpressionLiteral(node)) {
          const end = node.text.lastIndexOf('/');
          const [source, flags] = [node.text.slice(1, end), node.text.slice(end + 1)];
          known.set(`${source}/${flags}`, { source, flags, where });
        }
        const called = (ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText(file);
        if (called === 'RegExp') {
          const [argument, flags] = (node as ts.NewExpression).arguments ?? [];
          if (argument && ts.isStringLiteralLike(argument)) {
            const given = flags && ts.isStringLiteralLike(flags) ? flags.text : '';
            known.set(`${argument.text}/${given}`, { source: argument.text, flags: given, where });
          } else composed.push(`${where}: ${argument?.getText(file)}`);
        }
        ts.forEachChild(node, visit);
      };
      visit(file);
    }
  }
  return { known: [...known.values()], composed };
}
