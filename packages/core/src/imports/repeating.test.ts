import { expect, test } from 'vitest';
import { headsOf } from '../testing/documents.js';
import { importAll, source } from '../testing/imported.js';
import { organisation } from '../testing/organisation.js';
import { doubting, reordered } from '../testing/storage.js';

test.each([
  ['as they were put', undefined],
  ['in another order', reordered],
])('a second run changes nothing in any partition, the store giving fields %s', async (_, wrap) => {
  const org = await organisation(wrap ? { wrap } : {});
  const first = await importAll(org);
  await org.cop.sweep();
  const before = await headsOf(org.storage);
  const second = await importAll(org);
  expect(second.question).toEqual({ ...first.question, outcome: 'unchanged' });
  expect(await headsOf(org.storage)).toEqual(before);
});

test.each(['people', 'community', 'threads', 'replies', 'tallies'])(
  'what a commit of %s did is reported, though the store could not say so',
  async (collection) => {
    const told: [string, unknown][] = [];
    const org = await organisation({
      wrap: (storage) => doubting(storage, ({ puts }) => puts.some((put) => put.collection === collection)),
    });
    const { imports } = org.system;
    const telling = new Proxy(imports, {
      get: (target, name: keyof typeof imports) => async (input: never) => {
        const answer: { readonly outcome: string } = await target[name](input);
        told.push([name, answer.outcome]);
        return answer;
      },
    });
    await importAll({ ...org, system: { ...org.system, imports: telling } });
    expect(told.filter(([, outcome]) => outcome !== 'created')).toEqual([]);
  },
);

test('what a commit of somebody from the directory did is reported as well', async () => {
  const org = await organisation({
    wrap: (storage) => doubting(storage, ({ puts }) => puts.some(({ collection }) => collection === 'hosts')),
  });
  const input = { people: [{ hostId: 'new', name: 'New Person' }] };
  expect(await org.system.people.import(input)).toMatchObject({ created: 1, unchanged: 0 });
  expect(await org.system.people.import(input)).toMatchObject({ created: 0, unchanged: 1 });
});

test('the id of a nameless author does not follow from the label', async () => {
  const of = async (seed: number) => {
    const org = await organisation({ seed });
    const placeholder = () => org.system.imports.placeholder({ source, label: 'user 1' });
    const { personId } = await placeholder();
    expect(await placeholder()).toEqual({ personId, outcome: 'unchanged' });
    return personId;
  };
  expect(await of(1)).not.toBe(await of(2));
});
