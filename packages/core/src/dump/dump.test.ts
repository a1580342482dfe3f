import { MemoryStore } from '@copkit/storage';
import { describe, expect, test } from 'vitest';
import { foundCommunity, type Organisation, organisation } from '../testing/organisation.js';

async function lived(): Promise<Organisation> {
  const org = await organisation();
  const { id: communityId } = await foundCommunity(org, 'Ada', {}, ['Ben']);
  for (const title of ['Why the hum?', 'Which grease?']) {
    const thread = await org.as('Ben').threads.start({ communityId, kind: 'question', title, body: `**${title}**` });
    const answer = await org.as('Ada').threads.reply({ threadId: thread.id, body: 'The root.' });
    await org.as('Ben').threads.accept({ replyId: answer.id });
  }
  await org.cop.sweep();
  return org;
}

async function linesOf({ cop }: Organisation): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of cop.dump()) lines.push(line);
  return lines;
}

async function* from(lines: readonly string[]) {
  yield* lines;
}

const empty = () => organisation({ store: new MemoryStore('another'), seed: 2 });

describe('a dump', () => {
  test('makes of an empty store the same store: in its documents, its lists and its search', async () => {
    const org = await lived();
    const lines = await linesOf(org);
    const copy = await empty();
    expect(await copy.cop.restore(from(lines))).toEqual({ documents: lines.length - 2 });
    expect(await linesOf(copy)).toEqual(lines);
    expect(await copy.cop.stats()).toEqual(await org.cop.stats());
    const [community] = (await copy.as('Ben').communities.list({})).items;
    const question = { communityId: community?.id ?? '', kind: 'question', title: 'After it', body: 'So.' } as const;
    await copy.as('Ben').threads.start(question);
    const { items } = await copy.as('Ada').search.find({ text: 'grease' });
    expect(items).toHaveLength(1);
  });

  test('takes in the later state of a document that changed while it ran', async () => {
    const lines = await linesOf(await lived());
    const at = lines.findIndex((line) => line.includes('"The root."'));
    const later = lines[at]?.replace('The root.', 'The hub.') ?? '';
    const copy = await empty();
    const end = JSON.stringify({ documents: lines.length - 1 });
    await copy.cop.restore(from([...lines.slice(0, -1), later, end]));
    const { threadId } = JSON.parse(later).body;
    const { items } = await copy.as('Ada').threads.listReplies({ threadId });
    expect(items.map(({ body }) => body)).toEqual(['The hub.']);
  });
});

describe('a restore is refused, and leaves nothing,', () => {
  test('where the store holds something', async () => {
    const org = await lived();
    const lines = await linesOf(org);
    await expect(org.cop.restore(from(lines))).rejects.toMatchObject({ code: 'conflict' });
    expect(await linesOf(org)).toEqual(lines);
  });

  const edited = (change: (lines: string[]) => void) => async () => {
    const lines = await linesOf(await lived());
    change(lines);
    return lines;
  };
  const edit = (lines: string[], at: number, change: (line: Record<string, unknown>) => void) => {
    const line = JSON.parse(lines[at] ?? '');
    change(line);
    lines[at] = JSON.stringify(line);
  };

  test.each([
    ['where a line is not JSON', edited((lines) => lines.splice(5, 1, '{"part')), /^Line 6 is not JSON/],
    ['where the head is missing', edited((lines) => lines.shift()), /^Line 1 is not the head of a copkit dump/],
    ['where the end is missing', edited((lines) => lines.pop()), /cut off/],
    ['where documents are missing', edited((lines) => lines.splice(7, 2)), /^Line \d+ counts \d+ documents, but/],
    [
      'where a body does not fit its collection',
      edited((lines) => edit(lines, 9, (line) => Object.assign(line, { body: { is: 'wrong' } }))),
      /^Line 10 is not what "/,
    ],
    [
      'where an extension is not loaded',
      edited((lines) => edit(lines, 9, (line) => Object.assign(line, { collection: 'polls' }))),
      /^Line 10 .*extension is not loaded/,
    ],
    [
      'where a later copkit made the dump',
      edited((lines) => edit(lines, 0, (line) => Object.assign(line.collections as object, { threads: 9 }))),
      /later version of copkit/,
    ],
  ])('%s', async (_name, make, message) => {
    const lines = await make();
    const copy = await empty();
    await expect(copy.cop.restore(from(lines))).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringMatching(message),
    });
    expect(await copy.storage.listPartitions(null, 10)).toEqual([]);
  });
});
