import { adoptions } from '../adoptions/records.js';
import { CopkitError } from '../errors.js';
import { communityIdOf } from '../identity/ids.js';
import type { ReadContext } from '../operations/context.js';
import { ANSWERABLE, allows } from '../operations/policy.js';
import { series } from '../outcomes/records.js';
import { practices } from '../practices/records.js';
import type { PartitionReader } from '../store/reader.js';
import { threads } from '../threads/records.js';
import type { StoryEvidence } from './api.js';

const KINDS: Readonly<Record<string, StoryEvidence['kind']>> = {
  t: 'thread',
  h: 'practice',
  a: 'adoption',
  s: 'series',
};

/** What evidence is called, by id; what is not there to be read by whoever may read the community is left out. */
export async function titlesOf(home: PartitionReader, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const of = (kind: StoryEvidence['kind']) => [...new Set(ids.filter((id) => KINDS[id[0] ?? ''] === kind))];
  const [foundThreads, foundAdoptions, foundSeries] = await Promise.all([
    home.getMany(threads, of('thread')),
    home.getMany(adoptions, of('adoption')),
    home.getMany(series, of('series')),
  ]);
  const practiceIds = [...of('practice'), ...foundAdoptions.flatMap((adoption) => adoption?.practiceId ?? [])];
  const foundPractices = await home.getMany(practices, [...new Set(practiceIds)]);
  const titles = new Map<string, string>();
  for (const thread of foundThreads) if (thread?.visibility === 'visible') titles.set(thread.id, thread.title);
  for (const each of foundSeries) if (each) titles.set(each.id, each.name);
  for (const practice of foundPractices) {
    if (practice && practice.state !== 'draft') titles.set(practice.id, practice.title);
  }
  for (const adoption of foundAdoptions) {
    const title = titles.get(adoption?.practiceId ?? '');
    if (adoption && title !== undefined) titles.set(adoption.id, title);
  }
  return titles;
}

/** @throws CopkitError `invalid` for what is elsewhere, `not-found` for what is not there. */
export async function refuseUnknownEvidence(
  home: PartitionReader,
  communityId: string,
  steps: readonly { readonly evidence?: readonly string[] | undefined }[],
): Promise<void> {
  const titles = await titlesOf(
    home,
    steps.flatMap(({ evidence = [] }) => evidence.filter((id) => communityIdOf(id) === communityId)),
  );
  for (const [at, { evidence = [] }] of steps.entries()) {
    for (const id of evidence) {
      const field = `steps.${at}.evidence`;
      if (communityIdOf(id) !== communityId)
        throw new CopkitError('invalid', 'What shows a step is in the same community.', field);
      if (!titles.has(id)) throw new CopkitError('not-found', `There is no ${KINDS[id[0] ?? '']} ${id}.`, field);
    }
  }
}

/** As a reader sees it: series have a name for those who answer for the community alone. */
export function evidenceView(context: ReadContext, titles: ReadonlyMap<string, string>, id: string): StoryEvidence {
  const kind = KINDS[id[0] ?? ''] ?? 'thread';
  const told = kind !== 'series' || allows(ANSWERABLE, { ...context, owner: false });
  return { kind, id, title: told ? (titles.get(id) ?? null) : null };
}
