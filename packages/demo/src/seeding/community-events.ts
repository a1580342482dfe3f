import type { SampleCommunity } from '../communities/sample.js';
import { readMarkEvents } from '../generated/catching-up.js';
import { lifeOf } from '../generated/community-life.js';
import { decliningEvents } from '../generated/declining.js';
import { manners } from '../generated/manners.js';
import { readingEvents } from '../generated/reading.js';
import { seriesEvents } from '../generated/series.js';
import { surveyEvents } from '../generated/surveys.js';
import { ideaEvents, judgementEvents, storyEvents } from './evaluation-events.js';
import { Chronicle, type Event, written } from './event.js';
import { founding } from './founding.js';
import { mentoringEvents } from './mentoring-events.js';
import { practiceEvents } from './practice-events.js';
import { threadEvents } from './thread-events.js';

/** Everything that happened in a community, written by hand and generated. */
export function eventsOf(community: SampleCommunity, now: Date, seed: number): Event[] {
  const { key, founder, read = {}, drafts = [], archived, evaluation } = community;
  const chronicle = new Chronicle(key, now);
  founding(community, chronicle);
  const manner = manners[key];
  const generated = manner ? lifeOf(community, manner, now, seed) : [];
  const threads = [...community.threads, ...generated];
  for (const thread of threads) threadEvents(founder, thread, chronicle);
  for (const practice of community.practices ?? []) practiceEvents(practice, chronicle);
  for (const { by, at, subject, body } of community.pageTalk ?? []) {
    chronicle.add(at, `page/${by}/${at}`, (world, once) =>
      world.as(by).subjects.discuss({ ...chronicle.here(world), subject, body: written(world, body) }, once),
    );
  }
  if (manner) {
    decliningEvents(generated, chronicle, seed);
    readingEvents(community, threads, chronicle, seed);
    readMarkEvents(community, chronicle, seed);
    seriesEvents(chronicle, founder, community.founded, seed);
  }
  if (evaluation) {
    mentoringEvents(founder, community.founded, evaluation, chronicle, seed);
    for (const idea of evaluation.ideas) ideaEvents(idea, chronicle);
    for (const story of evaluation.stories) storyEvents(story, chronicle);
    judgementEvents(evaluation, chronicle);
    surveyEvents(community, evaluation.surveys, chronicle, seed);
  }
  for (const [who, moment] of Object.entries(read)) {
    chronicle.add(moment, `read/${who}`, (world, once) =>
      world.as(who).threads.markAllRead(chronicle.here(world), once),
    );
  }
  for (const { by, at, thread, title = null, body, topics = [] } of drafts) {
    chronicle.add(at, `draft/${thread ?? 'new'}`, (world) => {
      const draft = thread ? `reply:${chronicle.id(world, thread)}` : `start:${chronicle.here(world).communityId}`;
      return world.as(by).drafts.save({ key: draft, title, body: written(world, body), topics });
    });
  }
  if (archived) {
    chronicle.add(archived, 'archive', (world, once) =>
      world.as(founder).communities.archive(chronicle.here(world), once),
    );
  }
  return chronicle.events;
}
