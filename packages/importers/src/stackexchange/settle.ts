import type { Fact } from './post-facts.js';
import { type ImportedPosts, postSourceId, whyMissing } from './posts.js';
import { numberOf, OTHER_VOTE_TYPES, timeOf } from './records.js';
import { attempt, type Run } from './run.js';

const LINKED = '1';
const DUPLICATE = '3';
const VOTES: Readonly<Record<string, 'accepting' | 'up' | 'down'>> = { 1: 'accepting', 2: 'up', 3: 'down' };

/** Notes per post what PostLinks.xml and Votes.xml say of it. */
export async function gatherFacts(run: Run, posts: ImportedPosts): Promise<void> {
  const { dump, tally, facts } = run;
  for await (const row of dump.rows('PostLinks', 'links')) {
    const from = numberOf(row.PostId);
    const to = numberOf(row.RelatedPostId);
    if (from === null || to === null) {
      tally.skipped('PostLinks', 'has no usable PostId or RelatedPostId');
      continue;
    }
    const missing = [from, to].find((id) => !posts.has(id));
    if (row.LinkTypeId === DUPLICATE && posts.has(from))
      await facts.add(from, {
        kind: 'duplicate',
        of: missing === undefined ? to : null,
        at: timeOf(row.CreationDate) ?? '',
      });
    if (missing !== undefined) tally.skipped('PostLinks', `has an end that ${whyMissing(run, missing)}`);
    else if (row.LinkTypeId === LINKED) tally.skipped('PostLinks', 'links two posts, as the text of the first does');
    else if (row.LinkTypeId !== DUPLICATE) tally.skipped('PostLinks', 'is of an unknown type');
  }
  for await (const row of dump.rows('Votes', 'votes')) {
    const postId = numberOf(row.PostId);
    const day = timeOf(row.CreationDate)?.slice(0, 10);
    const kind = VOTES[row.VoteTypeId ?? ''];
    if (postId === null) tally.skipped('Votes', 'has no usable PostId');
    else if (!posts.has(postId)) tally.skipped('Votes', `is on a post that ${whyMissing(run, postId)}`);
    else if (kind === undefined)
      tally.skipped('Votes', OTHER_VOTE_TYPES[row.VoteTypeId ?? ''] ?? 'is of an unknown type');
    else if (day === undefined) tally.skipped('Votes', 'has no usable CreationDate');
    else await facts.add(postId, { kind, day });
  }
}

/** Sets vote totals, accepted answers and closures, now that all that bears on them is known. */
export async function settleFacts(run: Run, posts: ImportedPosts): Promise<void> {
  for await (const [postId, facts] of run.facts.byPost()) {
    await settleVotes(run, postId, facts);
    await settleAcceptance(run, postId, facts);
    await settleClosure(run, posts, postId, facts);
  }
  await run.window.drain();
}

async function settleVotes(run: Run, postId: number, facts: readonly Fact[]): Promise<void> {
  const { imports, communityId, source } = run;
  const days = new Map<string, { day: string; up: number; down: number }>();
  let count = 0;
  for (const fact of facts) {
    if (fact.kind !== 'up' && fact.kind !== 'down') continue;
    const totals = days.get(fact.day) ?? { day: fact.day, up: 0, down: 0 };
    totals[fact.kind] += 1;
    days.set(fact.day, totals);
    count += 1;
  }
  if (count === 0) return;
  const inOrder = [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
  await attempt(run, {
    kind: 'votes',
    count,
    table: 'Votes',
    call: () => imports.votes({ communityId, source, sourceId: postSourceId(postId), days: inOrder }),
  });
}

/** Accepted at the start of the day of the accepting vote, and not before the answer was written. */
async function settleAcceptance(run: Run, answerId: number, facts: readonly Fact[]): Promise<void> {
  const { imports, tally, communityId, source } = run;
  const answer = facts.find((fact) => fact.kind === 'answers');
  const votes = facts.filter((fact) => fact.kind === 'accepting');
  let accepted = false;
  for (const { questionId } of facts.filter((fact) => fact.kind === 'accepted')) {
    if (answer === undefined) {
      tally.skipped('Posts.AcceptedAnswerId', `names a post that ${whyNoAnswer(run, answerId)}`);
    } else if (answer.questionId !== questionId) {
      tally.skipped('Posts.AcceptedAnswerId', 'names an answer to another question');
    } else {
      accepted = true;
      const day = votes
        .map((vote) => `${vote.day}T00:00:00.000Z`)
        .sort()
        .at(-1);
      const at = day !== undefined && day < answer.at ? answer.at : (day ?? null);
      await attempt(run, {
        kind: 'acceptedAnswers',
        table: 'Posts.AcceptedAnswerId',
        call: () => imports.accept({ communityId, source, sourceId: postSourceId(answerId), at }),
      });
    }
  }
  if (accepted) tally.skipped('Votes', 'accepts an answer once more', Math.max(0, votes.length - 1));
  else tally.skipped('Votes', 'accepts an answer that is not the accepted one', votes.length);
}

function whyNoAnswer(run: Run, postId: number): string {
  return run.survey.questions.has(postId) ? 'is a question' : whyMissing(run, postId);
}

/** A dump says why a question was closed only where it is a duplicate; for the rest, `obsolete` claims least. */
async function settleClosure(
  run: Run,
  posts: ImportedPosts,
  questionId: number,
  facts: readonly Fact[],
): Promise<void> {
  const { imports, tally, communityId, source, survey } = run;
  const closed = facts.find((fact) => fact.kind === 'closed');
  const duplicates = facts.filter((fact) => fact.kind === 'duplicate');
  const targets = duplicates.filter(({ of }) => of !== null);
  if (closed === undefined || !posts.has(questionId)) {
    tally.skipped('PostLinks', 'names the original of a question that is not closed', targets.length);
    return;
  }
  // A question reopened and closed again has several; the last one is why it is closed.
  const [latest, ...earlier] = targets
    .filter(({ of }) => of !== null && of !== questionId && survey.questions.has(of))
    .sort((a, b) => (a.at < b.at ? 1 : -1));
  tally.skipped('PostLinks', 'names a further original of a closed question', earlier.length);
  tally.skipped(
    'PostLinks',
    'names an original that is no other question',
    targets.length - earlier.length - (latest ? 1 : 0),
  );
  const original = latest?.of ?? null;
  await attempt(run, {
    kind: 'closedQuestions',
    table: 'Posts.ClosedDate',
    call: () =>
      imports.close({
        communityId,
        source,
        sourceId: postSourceId(questionId),
        at: closed.at,
        reason: duplicates.length > 0 ? 'duplicate' : 'obsolete',
        ...(original === null ? {} : { duplicateOfSourceId: postSourceId(original) }),
      }),
  });
}
