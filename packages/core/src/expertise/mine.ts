import { settingsView } from '../experts/own.js';
import { evidenceIn, knowledgeOf } from '../experts/scoring.js';
import { invitationsOf, settingsOf, withinAWeek } from '../experts/willing.js';
import type { ReadContext } from '../operations/context.js';
import { under } from '../store/keys.js';
import { communityPartition } from '../store/partitions.js';
import { scanAll } from '../store/reader.js';
import type { TopicRef } from '../topics/api.js';
import type { MyProfile, MyTopic } from './api.js';
import { claimsByTopic, endorsementsIn, itemsAmong } from './claims.js';
import { declarationView } from './declaring.js';
import { disputeViews } from './disputing.js';
import { endorsementViews } from './endorsing.js';
import { communitiesOf, declaredBy } from './knowing.js';
import { byLabel } from './profile.js';
import { disputes } from './records.js';
import { soughtFor } from './why.js';

/** `context`: in the caller's own partition. */
export async function getMine(context: ReadContext): Promise<MyProfile> {
  const { kit, actor } = context;
  const now = Date.parse(context.now);
  const settings = await settingsOf(context, context.kit.topics);
  const own = await communitiesOf(context);
  const [view, evidence, declared, received, given, disputed, invitedAt] = await Promise.all([
    settingsView(context, settings),
    evidenceIn(context, own),
    declaredBy(kit, actor.id),
    endorsementsIn(context, own, 'of', actor.id),
    endorsementsIn(context, own, 'by', actor.id),
    disputesIn(context, own),
    invitationsOf(context, now),
  ]);
  // What counts though it is hidden is shown here, as hidden.
  const items = itemsAmong(evidence, actor.id, { ...settings, hiddenTopics: [] });
  const claims = await claimsByTopic(context, { items, declared, endorsed: received });
  const scoreFor = async (topic: TopicRef) =>
    knowledgeOf(context, evidence, await soughtFor(kit, topic)).inferred(actor.id, settings);
  const topics: MyTopic[] = [];
  for (const { topic, items: about, declared: said, endorsedBy } of claims) {
    const hidden = view.hiddenTopics.some(({ id }) => id === topic.id);
    topics.push({
      topic,
      hidden,
      inferred: about.length === 0 ? null : { evidenceCount: about.length, score: await scoreFor(topic) },
      declared: said && (await declarationView(context, said)),
      endorsed: endorsedBy.size === 0 ? null : { count: endorsedBy.size },
    });
  }
  const receivedViews = await endorsementViews(context, received);
  return {
    ...view,
    named: settings.named ?? false,
    topics: topics.sort(byLabel),
    endorsementsReceived: receivedViews.map((each, at) => ({ ...each, declined: received[at]?.declined ?? false })),
    endorsementsGiven: await endorsementViews(context, given),
    disputes: await disputeViews(context, disputed),
    invitedThisWeek: withinAWeek(invitedAt, now),
  };
}

async function disputesIn(context: ReadContext, communityIds: readonly string[]) {
  const found = communityIds.map((id) =>
    scanAll(context.in(communityPartition(id)), disputes, { index: 'disputes', ...under(`${context.actor.id}/`) }),
  );
  return (await Promise.all(found)).flat().map(({ body }) => body);
}
