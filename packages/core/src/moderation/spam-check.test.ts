import { describe, expect, test } from 'vitest';
import { type PostToCheck, type SpamContext, thresholds, usualSpamCheck } from './spam-check.js';

const now = '2026-01-05T12:00:00.000Z';
const before = (milliseconds: number) => new Date(Date.parse(now) - milliseconds).toISOString();
const HOUR_MS = 3_600_000;

const post = (body: string, more: Partial<PostToCheck> = {}): PostToCheck => ({
  operation: 'threads.reply',
  communityId: 'c_0000000000000000',
  threadId: 't_now',
  title: '',
  body,
  ...more,
});
const member: SpamContext = { authorId: 'p', roles: ['member'], joinedAt: before(1_000 * HOUR_MS), now, recent: [] };
const newcomer: SpamContext = { ...member, joinedAt: before(HOUR_MS) };

const sites = (count: number) => Array.from({ length: count }, (_, at) => `https://site${at}.example/page`);
const held = async (given: PostToCheck, context = member) => {
  const verdict = await usualSpamCheck(given, context);
  return typeof verdict === 'object' && 'hold' in verdict ? verdict.hold : verdict;
};

describe('many links', () => {
  const few = thresholds.hostsOfNewcomer;

  test('to different sites by somebody new are held back', async () => {
    expect(await held(post(sites(few + 1).join(' ')), newcomer)).toBe(`It links to ${few + 1} different sites.`);
    expect(await held(post(sites(thresholds.hostsOfMember + 1).join('\n')))).toContain('different sites');
  });

  test.each([
    ['a list of sources by an established member', post(sites(few + 5).join('\n')), member],
    ['many pages of one site', post(sites(1).join().concat(' https://site0.example/b'.repeat(30))), newcomer],
    ['a configuration in a fenced block', post(`See:\n\`\`\`yaml\n${sites(40).join('\n')}\n\`\`\`\nDone.`), newcomer],
    [
      'a log in an indented block',
      post(
        sites(40)
          .map((url) => `    GET ${url}`)
          .join('\n'),
      ),
      newcomer,
    ],
    [
      'addresses as inline code',
      post(
        sites(40)
          .map((url) => `\`${url}\``)
          .join(' '),
      ),
      newcomer,
    ],
    ['a fence within a longer fence', post(`~~~~\n~~~\n${sites(40).join('\n')}\n~~~~`), newcomer],
  ])('%s pass', async (_what, given, context) => {
    expect(await held(given, context)).toBe('pass');
  });
});

describe('the same text', () => {
  const text = 'Buy our rotors, which hum less than all the other rotors that you know.';
  const wrote = (count: number, words = text) =>
    Array.from({ length: count }, (_, at) => ({ at: before(at * 60_000), threadId: `t_${at}`, text: words }));

  test('across threads within the hour is held back, spaces and case aside', async () => {
    const recent = wrote(thresholds.sameTextThreads - 1);
    expect(await held(post(text.toUpperCase().replaceAll(' ', '  ')), { ...member, recent })).toBe(
      `The same text was written in ${thresholds.sameTextThreads} threads within an hour.`,
    );
  });

  test('in one thread less, twice in one thread, and short thanks everywhere pass', async () => {
    expect(await held(post(text), { ...member, recent: wrote(thresholds.sameTextThreads - 2) })).toBe('pass');
    const here = wrote(5).map((each) => ({ ...each, threadId: 't_now' }));
    expect(await held(post(text), { ...member, recent: here })).toBe('pass');
    expect(await held(post('Thank you!'), { ...member, recent: wrote(20, 'Thank you!') })).toBe('pass');
  });
});

describe('a burst', () => {
  const recent = (count: number, apartMs: number) =>
    Array.from({ length: count }, (_, at) => ({ at: before(at * apartMs), threadId: `t_${at}`, text: `Number ${at}` }));

  test('of somebody new is held back', async () => {
    const context = { ...newcomer, recent: recent(thresholds.burstPosts, 10_000) };
    expect(await held(post('And another.'), context)).toContain('A new member wrote');
  });

  test('of an established member, and a new member who answers all morning, pass', async () => {
    expect(await held(post('And another.'), { ...member, recent: recent(30, 10_000) })).toBe('pass');
    expect(await held(post('And another.'), { ...newcomer, recent: recent(10, 300_000) })).toBe('pass');
    const edit = post('Better words.', { operation: 'threads.edit' });
    expect(await held(edit, { ...newcomer, recent: recent(20, 1_000) })).toBe('pass');
  });
});

describe('characters that nobody sees', () => {
  test('within Latin words, and those that turn the text around, are held back', async () => {
    expect(await held(post('vi\u200bag\u200cra'))).toBe('It holds 2 invisible characters within words.');
    expect(await held(post('gpj.\u202eexe'))).toContain('turn the direction');
  });

  test.each([
    ['an emoji of several', 'A family \u{1f468}\u200d\u{1f469}\u200d\u{1f467} and \u{1f9d1}\u200d\u{1f52c}\u200d'],
    ['Persian, which joins with them', 'می\u200cخواهم می\u200cروم نمی\u200cدانم'],
    ['Hindi, which does too', 'क्\u200dष क्\u200cष क्\u200dष'],
    ['soft hyphens of a text that was copied', 'Ge\u00adtrie\u00adbe\u00adwel\u00adle'],
    ['a byte order mark at the start', '\ufeffFrom a file. \ufeffAnother.'],
    ['Arabic with marks of direction', 'المضخة \u200fPX-7\u200e تعمل'],
    ['such characters shown as code', '`a\u200bb\u200bc`'],
  ])('%s passes', async (_what, body) => {
    expect(await held(post(body), newcomer)).toBe('pass');
  });
});

describe('a mention of a look-alike', () => {
  test('mixes alphabets within a word, and is held back', async () => {
    expect(await held(post('Ask @\u0410da Byron.'))).toContain('mixes letters of two alphabets');
    expect(await held(post('See above.', { title: 'By @Adm\u03bfn' }))).toContain('mixes letters');
  });

  test.each([
    ['a name in Cyrillic', 'Ask @Анна about it.'],
    ['a name in Greek', 'Ask @Ελένη about it.'],
    ['an accent', 'Ask @Zoë and @Łukasz.'],
    ['an address of mail', 'Write to ada@example.org.'],
    ['two words of two alphabets', '@Ada Анна'],
    ['a unit', '5 µm @50 Hz'],
    ['code', '`@Adа.test`'],
  ])('%s passes', async (_what, body) => {
    expect(await held(post(body))).toBe('pass');
  });
});

test('who answers for the community is not checked', async () => {
  const context: SpamContext = { ...newcomer, roles: ['facilitator', 'member'] };
  expect(await held(post(sites(50).join(' ')), context)).toBe('pass');
});

test('texts made to keep it busy are read to their end', async () => {
  const nasty = [
    '@'.repeat(40_000),
    '`'.repeat(40_000),
    `@${'a'.repeat(39_000)}`,
    'https://'.repeat(5_000),
    '\n```'.repeat(10_000),
  ];
  for (const body of nasty) expect(await held(post(body), newcomer)).toBe('pass');
});
