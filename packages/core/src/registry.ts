import { activityOperations } from './activity/operations.js';
import { activities } from './activity/records.js';
import { sustainJob } from './adoptions/jobs.js';
import { adoptionOperations } from './adoptions/operations.js';
import { adopters, adoptions } from './adoptions/records.js';
import { cardEffect } from './communities/card.js';
import { communityOperations } from './communities/operations.js';
import { cards, communities, communityCounts } from './communities/records.js';
import { draftOperations } from './drafts/operations.js';
import { drafts } from './drafts/records.js';
import { backfills, formats } from './evolution/format.js';
import { expertOperations } from './experts/operations.js';
import { expertSettings } from './experts/records.js';
import type { Extension } from './extension/extension.js';
import { importOperations } from './imports/operations.js';
import { notifyEffect } from './inbox/effect.js';
import { inboxOperations } from './inbox/operations.js';
import { mentionsEffect, repliesEffect } from './inbox/posts.js';
import { inbox } from './inbox/records.js';
import type { Job } from './jobs/job.js';
import { jobs } from './jobs/records.js';
import { membershipEffect } from './membership/effects.js';
import { joiningOperations } from './membership/joining.js';
import { keepingOperations } from './membership/keeping.js';
import { listingOperations } from './membership/listing.js';
import { membershipChanges, memberships, references, requests } from './membership/records.js';
import { firstMetrics, metricsOperations } from './metrics/operations.js';
import type { MetricPart } from './metrics/part.js';
import { outbox } from './operations/effects.js';
import type { Hook } from './operations/hooks.js';
import type { Operation } from './operations/operation.js';
import type { Grant } from './operations/policy.js';
import { receipts } from './operations/receipts.js';
import { interventionOperations } from './outcomes/interventions.js';
import { outcomesOperations } from './outcomes/operations.js';
import { interventions, series, seriesRows } from './outcomes/records.js';
import { erasureEffect } from './people/erasure.js';
import { peopleOperations, unitOperations } from './people/operations.js';
import { hosts, people, units } from './people/records.js';
import { reviewJob } from './practices/jobs.js';
import { practiceOperations } from './practices/operations.js';
import { practices, practiceVersions } from './practices/records.js';
import { invitationEffect, inviteJob } from './routing/jobs.js';
import { routingOperations } from './routing/operations.js';
import { invitations } from './routing/records.js';
import { searchOperations } from './search/operations.js';
import type { Collection } from './store/collection.js';
import { subjectOperations } from './subjects/operations.js';
import { subjects } from './subjects/records.js';
import { editingOperations } from './threads/editing.js';
import { reactingOperations } from './threads/reacting.js';
import { readingOperations } from './threads/reading.js';
import {
  flags,
  follows,
  histories,
  listings,
  reactions,
  readMarks,
  replies,
  tallies,
  threads,
  withheld,
} from './threads/records.js';
import { stateOperations } from './threads/state.js';
import { withholdingOperations } from './threads/withholding.js';
import { writingOperations } from './threads/writing.js';
import { topicOperations } from './topics/operations.js';
import { communityTopics, topicRedirects, topics } from './topics/records.js';
import { topicEffect } from './topics/scheme.js';
import { usageOperations } from './usage/operations.js';
import { reach, usage } from './usage/records.js';

/** Everything copkit itself brings; a new part of the domain is registered here and nowhere else. */
export const builtIn: Extension = {
  name: 'copkit',
  collections: [
    formats,
    backfills,
    receipts,
    outbox,
    activities,
    people,
    hosts,
    units,
    topics,
    topicRedirects,
    communityTopics,
    communities,
    communityCounts,
    cards,
    memberships,
    requests,
    membershipChanges,
    references,
    threads,
    replies,
    listings,
    tallies,
    reactions,
    histories,
    withheld,
    flags,
    follows,
    readMarks,
    practices,
    practiceVersions,
    adoptions,
    adopters,
    subjects,
    drafts,
    series,
    seriesRows,
    interventions,
    jobs,
    inbox,
    invitations,
    usage,
    reach,
    expertSettings,
  ],
  operations: [
    ...peopleOperations,
    ...unitOperations,
    ...topicOperations,
    ...communityOperations,
    ...joiningOperations,
    ...keepingOperations,
    ...listingOperations,
    ...writingOperations,
    ...editingOperations,
    ...readingOperations,
    ...stateOperations,
    ...reactingOperations,
    ...withholdingOperations,
    ...practiceOperations,
    ...adoptionOperations,
    ...subjectOperations,
    ...searchOperations,
    ...draftOperations,
    ...inboxOperations,
    ...routingOperations,
    ...usageOperations,
    ...expertOperations,
    ...activityOperations,
    ...importOperations,
    ...metricsOperations([firstMetrics]),
    ...outcomesOperations,
    ...interventionOperations,
  ],
  metrics: [firstMetrics],
  effects: [
    cardEffect,
    erasureEffect,
    membershipEffect,
    mentionsEffect,
    repliesEffect,
    notifyEffect,
    topicEffect,
    invitationEffect,
  ],
  jobs: [inviteJob, reviewJob, sustainJob],
};

/**
 * By name. Two parts that claim the same name, and a part that could never work, are mistakes of
 * whoever put them together.
 */
export function register(extensions: readonly Extension[]): {
  readonly operations: ReadonlyMap<string, Operation>;
  readonly collections: ReadonlyMap<string, Collection<unknown>>;
  readonly metrics: readonly MetricPart[];
  readonly hooks: readonly Hook[];
} {
  const operations = new Map<string, Operation>();
  const collections = new Map<string, Collection<unknown>>();
  const jobTypes = new Map<string, Job>();
  const metrics = extensions.flatMap((extension) => extension.metrics ?? []);
  const values = new Map<string, unknown>();
  for (const extension of extensions) {
    for (const operation of extension.operations ?? []) {
      claim(operations, operation.name, extension, 'operation');
      refuseUnworkable(operation, extension);
      operations.set(operation.name, operation);
    }
    for (const collection of extension.collections ?? []) {
      claim(collections, collection.name, extension, 'collection');
      collections.set(collection.name, collection);
    }
    for (const [name, value] of (extension.metrics ?? []).flatMap((part) => Object.entries(part.values))) {
      claim(values, name, extension, 'metric');
      values.set(name, value);
    }
    for (const job of extension.jobs ?? []) {
      claim(jobTypes, job.type, extension, 'job');
      jobTypes.set(job.type, job);
    }
  }
  // Whatever is measured may be asked for.
  for (const over of [metricsOperations, ...extensions.flatMap(({ overMetrics }) => overMetrics ?? [])])
    for (const operation of over(metrics)) operations.set(operation.name, operation);
  const hooks = extensions.flatMap((extension) => {
    const { name, hooks: given = [] } = extension;
    const made = typeof given === 'function' ? given(operations) : given;
    const lost = made.find((hook) => !operations.has(hook.operation));
    if (lost) throw new Error(`Extension "${name}" hooks into "${lost.operation}", which is no operation.`);
    return made;
  });
  return { operations, collections, metrics, hooks };
}

function claim(known: ReadonlyMap<string, unknown>, name: string, by: Extension, what: string): void {
  if (known.has(name)) throw new Error(`Extension "${by.name}" brings the ${what} "${name}", which exists already.`);
}

/** Names of the API beside its parts. */
const TAKEN = new Set(['call', 'offers', 'watch']);
const WITHOUT_COMMUNITY = new Set<Grant>(['person', 'owner', 'admin', 'system']);

function refuseUnworkable(operation: Operation, by: Extension): void {
  const wrong = (what: string) => new Error(`Operation "${operation.name}" of extension "${by.name}" ${what}.`);
  const part = operation.name.slice(0, operation.name.indexOf('.'));
  if (TAKEN.has(part)) throw wrong(`cannot be in a part named "${part}"`);
  if (!operation.community && !operation.home) throw wrong('names neither a home nor a community');
  const grant = operation.allow.find((each) => !WITHOUT_COMMUNITY.has(each));
  if (grant && !operation.community) throw wrong(`allows a ${grant} but names no community`);
  if (operation.allow.some((grant) => grant === 'owner' || grant === 'keeper') && !operation.owner)
    throw wrong('allows an owner but does not say who that is');
}
