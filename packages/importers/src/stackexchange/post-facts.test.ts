import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { type Fact, PostFacts } from './post-facts.js';

const MEBIBYTE = 1024 * 1024;

it('gives all facts of a post together, in order, whatever the number of files', async () => {
  for (const bytes of [0, 100 * MEBIBYTE]) {
    const facts = await PostFacts.open(bytes);
    const expected = new Map<number, Fact[]>();
    for (let n = 0; n < 20_000; n += 1) {
      const post = (n * 7) % 501;
      const fact: Fact = { kind: n % 3 === 0 ? 'down' : 'up', day: `day ${n}` };
      expected.set(post, [...(expected.get(post) ?? []), fact]);
      await facts.add(post, fact);
    }
    const found = new Map<number, readonly Fact[]>();
    for await (const [post, list] of facts.byPost()) {
      expect(found.has(post)).toBe(false);
      found.set(post, list);
    }
    expect(found).toEqual(expected);
    await facts.close();
    expect(existsSync(facts.directory)).toBe(false);
  }
});
