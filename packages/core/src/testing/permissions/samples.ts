import type { Posts } from './posts.js';
import { builtInSamples } from './samples/built-in.js';
import { evaluationSamples } from './samples/evaluation.js';
import { expertiseSamples } from './samples/expertise.js';
import { importSamples } from './samples/imports.js';
import { moderationSamples } from './samples/moderation.js';
import { privacySamples } from './samples/privacy.js';
import { provisioningSamples } from './samples/provisioning.js';
import type { Samples } from './samples/sample.js';
import type { World } from './world.js';

/** One valid input for every operation. */
export const samples: Samples = {
  ...builtInSamples,
  ...importSamples,
  ...expertiseSamples,
  ...evaluationSamples,
  ...moderationSamples,
  ...privacySamples,
  ...provisioningSamples,
};

/** The same world with ids of the right form that nothing bears. */
export function nowhere(world: World): World {
  const local = (prefix: string) => `${prefix}_${'0'.repeat(16)}_${'0'.repeat(12)}`;
  const posts = (ownerId: string): Posts => ({
    ownerId,
    threadId: local('t'),
    replyId: local('r'),
    acceptedId: local('r'),
    closedId: local('t'),
    hiddenId: local('r'),
    flagId: local('f'),
    practiceId: local('h'),
    draftId: local('h'),
    inReviewId: local('h'),
    forkId: local('h'),
    offeredId: local('h'),
    adoptionId: local('a'),
    waitingId: local('t'),
    definitionId: local('knowledge-definition'),
    requestedId: local('mentoring-relation'),
    proposedId: local('mentoring-relation'),
    pairId: local('mentoring-relation'),
    sessionId: local('mentoring-session'),
    menteeId: world.mine.menteeId,
    milestoneId: local('mentoring-milestone'),
    ideaId: local('ideas-idea'),
    graduatedId: local('ideas-idea'),
    draftStoryId: local('stories-story'),
    askedStoryId: local('stories-story'),
    readyStoryId: local('stories-story'),
    publishedStoryId: local('stories-story'),
    plannedWaveId: local('surveys-wave'),
    openWaveId: local('surveys-wave'),
    closedWaveId: local('surveys-wave'),
    cmoId: local('realist-record'),
    targetId: local('lifecycle-target'),
  });
  return {
    ...world,
    heldPostId: local('t'),
    communityId: `c_${'0'.repeat(16)}`,
    routedId: local('t'),
    seriesId: local('s'),
    interventionId: local('i'),
    mine: posts(world.mine.ownerId),
    theirs: posts(world.theirs.ownerId),
  };
}
