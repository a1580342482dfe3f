import { expect, it } from 'vitest';
import { recordOf } from './error-record.js';

function thrown(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return null;
}

const SAID = 'Ada Byron said "no" to the merger';

it.each([
  ['a text that is no JSON', thrown(() => JSON.parse(SAID))],
  ['a value that is refused', new RangeError(`invalid input syntax for type integer: "${SAID}"`)],
  ['a value in single quotes', new Error(`no such row: '${SAID}' in 'people'`)],
  ['a cause', new Error('The store cannot be reached.', { cause: new Error(`"${SAID}"`) })],
  ['fields of its own', Object.assign(new Error('duplicate key'), { detail: SAID, where: SAID, code: '23505' })],
  ['a message of several lines', new Error(`The text "${SAID}\n    at ada (x.js:1:1)\n${SAID}" is wrong.`)],
])('keeps nothing that an error quotes: %s', (_name, error) => {
  const record = JSON.stringify(recordOf(error));
  expect(record).not.toMatch(/Ada|Byron|merger|ada /);
});

it('keeps what an operator needs', () => {
  const error = Object.assign(new TypeError('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' });
  const record = recordOf(new Error('The database cannot be reached.', { cause: error }));
  expect(record).toMatchObject({
    name: 'Error',
    message: 'The database cannot be reached.',
    cause: { name: 'TypeError', code: 'ECONNREFUSED', message: 'connect ECONNREFUSED 127.0.0.1:5432' },
  });
  expect(record.stack[0]).toMatch(/^at .*error-record\.test\.ts:\d+:\d+\)?$/);
});

it('takes whatever is thrown', () => {
  expect(recordOf(SAID)).toEqual({ name: 'string', message: 'was thrown', stack: [] });
});
