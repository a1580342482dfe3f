import { chai, JestAsymmetricMatchers, JestChaiExpect, JestExtend } from '@vitest/expect';

// What the tests of this package use of vitest, on the runner of the browser, so that the same files run in both.

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);

type Test = (...values: never[]) => unknown;
type Runner = (name: string, test: () => unknown) => void;

const runner = globalThis as unknown as { readonly describe: Runner; readonly it: Runner };

export const expect = chai.expect;
export const describe: Runner = (name, test) => runner.describe(name, test);
export const it = Object.assign<
  Runner,
  { each: (rows: readonly (readonly unknown[])[]) => (name: string, test: Test) => void }
>((name, test) => runner.it(name, test), {
  each: (rows) => (name, test) => {
    for (const row of rows) runner.it(name.replace('%s', String(row[0])), () => test(...(row as never[])));
  },
});
