import { describe, expect, test } from 'vitest';
import { everyDocument, type Kept } from '../testing/documents.js';
import { organisation } from '../testing/organisation.js';
import { DAY, published, shop } from '../testing/practices.js';
import { PracticeCheck } from './practice-check.js';

/** A proven practice in its second version, a fork of it, and one that was superseded. */
async function documents(): Promise<Kept[]> {
  const org = await organisation();
  const there = await shop(org);
  const { ada, bo, cy, community } = there;
  const { id: practiceId } = await published(there);
  await ada.practices.revise({ practiceId, steps: ['Weigh it.'] });
  const fork = await bo.practices.fork({ practiceId });
  await ada.practices.approve({ practiceId: fork.id });
  const adoptions = [
    await bo.adoptions.adopt({ practiceId, forkId: fork.id }),
    await cy.adoptions.adopt({ practiceId }),
  ];
  org.clock.forward(90 * DAY);
  for (const { id: adoptionId } of adoptions) await ada.adoptions.advance({ adoptionId, to: 'sustained' });
  const old = await ada.practices.create({ communityId: community.id, title: 'Old', steps: ['Hit it.'] });
  await ada.practices.supersede({ practiceId: old.id, byPracticeId: practiceId });
  return everyDocument(org.storage);
}

describe('the check of practices', () => {
  let docs: Kept[] | null = null;

  type Body = Record<string, unknown>;
  const proven = ({ state }: Body) => state === 'proven';
  const forked = ({ forkOf }: Body) => forkOf !== null;
  const ofFork = ({ forkId }: Body) => forkId !== null;
  const any = () => true;

  /** `null` takes the document away. */
  async function findings(collection: string, which: (body: Body) => boolean, change: Body | null): Promise<string> {
    docs ??= await documents();
    const check = new PracticeCheck();
    const threadOf = new Map<string, string>();
    let changed = 0;
    for (const doc of docs) {
      const body = doc.body as Body;
      if (doc.collection === 'replies') threadOf.set(doc.id, String(body.threadId));
      const meant = changed === 0 && doc.collection === collection && which(body);
      if (meant) changed++;
      if (!meant) check.take(doc);
      else if (change) check.take({ ...doc, body: { ...body, ...change } as Kept['body'] });
    }
    expect(changed).toBe(collection === '' ? 0 : 1);
    return [...check.findings((replyId) => threadOf.get(replyId))].map(({ what }) => what).join('\n');
  }

  test('finds nothing where nothing is wrong', async () => {
    expect(await findings('', any, null)).toBe('');
  });

  test.each([
    [
      'a version that is missing',
      'practiceVersions',
      ({ version }: Body) => version === 2,
      null,
      /has versions 1 instead of 1,2/,
    ],
    ['a version too many', 'practices', proven, { version: 1 }, /has versions 1,2 instead of 1$/m],
    [
      'a fork of what is not there',
      'practices',
      forked,
      { forkOf: { practiceId: 'h_x', version: 1 } },
      /is a fork of h_x/,
    ],
    [
      'a fork of a version to come',
      'practices',
      proven,
      { version: 1 },
      /is a fork of .* in version 2, which is not there/,
    ],
    ['a proof by one person', 'adopters', any, null, /is proven with 1 independent sustained adoptions/],
    ['a proof that was not noticed', 'practices', proven, { state: 'good' }, /is good with 2 independent/],
    [
      'a count',
      'practices',
      proven,
      { adoptions: { considering: 0, trial: 1, adopted: 0, sustained: 2 } },
      /counts 1 adoptions that are trial instead of 0/,
    ],
    ['a list', 'practices', proven, { live: [] }, /names other adoptions than there are/],
    ['a list of the sustained', 'practices', proven, { sustained: [] }, /names other sustained adoptions/],
    ['an adoption of nothing', 'practices', proven, null, /is of h_\S+, which is not there or a draft/],
    ['an adoption by its own unit', 'practices', proven, { unit: 'gates' }, /is by the unit the practice comes from/],
    ['an adoption of a version to come', 'adoptions', any, { version: 9 }, /is of version 9, which is not there/],
    ['an adoption under a wrong id', 'adoptions', any, { unit: 'mill' }, /has the id of another practice or unit/],
    [
      'an adoption that was sustained early',
      'adoptions',
      any,
      { adoptedAt: '2026-04-01T00:00:00.000Z' },
      /was sustained too early/,
    ],
    [
      'an adoption by a fork of another',
      'adoptions',
      ofFork,
      { forkId: 'h_x' },
      /works by h_x, which is no fork of it/,
    ],
    ['a speaker for nothing', 'adoptions', any, null, /speaks for no adoption/],
    [
      'a successor that is missing',
      'practices',
      ({ state }: Body) => state === 'superseded',
      { supersededBy: 'h_x' },
      /is superseded, superseded by h_x/,
    ],
    [
      'a source that is missing',
      'practices',
      proven,
      { source: { threadId: 't_x', replyId: 'r_x' } },
      /was made of r_x/,
    ],
    ['a publication on no day', 'practices', proven, { publishedAt: null }, /without a day of publication/],
  ])('finds %s', async (_what, collection, which, change, finding) => {
    expect(await findings(collection, which, change)).toMatch(finding);
  });
});
