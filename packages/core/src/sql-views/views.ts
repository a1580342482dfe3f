import type { View, ViewColumn } from '@copkit/storage';

type Type = ViewColumn['type'];

/** A column from a path in the body such as `close.reason`. */
const column = (name: string, type: Type, path: string, about: string): ViewColumn => ({
  name,
  type,
  from: path.split('.') as [string, ...string[]],
  about,
});

const id = (about: string): ViewColumn => ({ name: 'id', type: 'text', from: 'id', about });
const community: ViewColumn = {
  name: 'community_id',
  type: 'text',
  from: 'partition',
  about: 'The community it belongs to.',
};
const origin = column('origin', 'text', 'origin', '`live`, `imported` or `generated`.');

const inCommunity = (name: string, collection: string, about: string, columns: readonly ViewColumn[]): View => ({
  name,
  about,
  collection,
  partitionPrefix: 'community/',
  columns: [community, ...columns],
});

/**
 * Raw and pseudonymous: people under their ids, single acts, no floors. For the privacy officer and for whom they let;
 * names, texts of posts, notes, inboxes and reads are in none of them.
 */
export const views: readonly View[] = [
  inCommunity('copkit_communities', 'community', 'Communities.', [
    column('name', 'text', 'name', 'What it is called.'),
    column('purpose', 'text', 'purpose', 'What it is for.'),
    column('type', 'text', 'type', '`practice`, `interest` or `project`.'),
    column('visibility', 'text', 'visibility', '`open`, `closed` or `private`.'),
    column('join_policy', 'text', 'joinPolicy', '`open`, `request` or `invitation`.'),
    column('created_at', 'timestamp', 'createdAt', 'When it was founded.'),
    column('archived_at', 'timestamp', 'archivedAt', 'When it was archived; empty while it lives.'),
    origin,
  ]),
  inCommunity('copkit_members', 'memberships', 'Memberships, those that ended included.', [
    column('person_id', 'text', 'personId', 'Who.'),
    column(
      'state',
      'text',
      'state',
      '`active` and `dormant` belong; `requested` and `invited` wait; the others ended.',
    ),
    column('roles', 'json', 'roles', 'List of `sponsor`, `facilitator`, `steward`, `expert`, `member`, `guest`.'),
    column('since', 'timestamp', 'since', 'When it came into this state.'),
    column('joined_at', 'timestamp', 'joinedAt', 'When the person joined; empty for who never did.'),
    origin,
  ]),
  inCommunity('copkit_threads', 'threads', 'Openings of threads, without their texts.', [
    id('The thread.'),
    column('kind', 'text', 'kind', '`question`, `discussion`, `idea` or `announcement`.'),
    column('title', 'text', 'title', 'Its title.'),
    column('author_id', 'text', 'authorId', 'Who opened it.'),
    column('topics', 'json', 'topics', 'List of topic ids.'),
    column('subject', 'text', 'subject', 'The page, procedure or machine it is about; empty for none.'),
    column('state', 'text', 'state', '`open`, `answered`, `resolved` or `closed`.'),
    column('accepted_reply_id', 'text', 'acceptedReplyId', 'The accepted answer; empty for none.'),
    column('customer_waiting', 'boolean', 'customerWaiting', 'Whether a customer waits for the answer.'),
    column('visibility', 'text', 'visibility', '`visible`, `withdrawn` or `hidden`.'),
    column('closed_reason', 'text', 'closed.reason', '`duplicate`, `obsolete` or `answered-elsewhere`.'),
    column('created_at', 'timestamp', 'createdAt', 'When it was opened.'),
    column('edited_at', 'timestamp', 'editedAt', 'When it was edited last; empty for never.'),
    origin,
  ]),
  inCommunity('copkit_replies', 'replies', 'Answers and comments, without their texts.', [
    id('The reply.'),
    column('thread_id', 'text', 'threadId', 'The thread.'),
    column('role', 'text', 'role', '`answer` or `comment`.'),
    column('author_id', 'text', 'authorId', 'Who wrote it.'),
    column('in_reply_to', 'text', 'inReplyTo', 'The reply it answers; empty for the opening.'),
    column('visibility', 'text', 'visibility', '`visible`, `withdrawn` or `hidden`.'),
    column('created_at', 'timestamp', 'createdAt', 'When it was written.'),
    column('edited_at', 'timestamp', 'editedAt', 'When it was edited last; empty for never.'),
    origin,
  ]),
  inCommunity('copkit_practices', 'practices', 'Practices in their present version, without their steps.', [
    id('The practice.'),
    column('kind', 'text', 'kind', '`bestPractice`, `method`, `story`, `case`, `tool` or `document`.'),
    column('title', 'text', 'title', 'Its title.'),
    column('state', 'text', 'state', 'From `draft` to `proven`, `superseded` and `retired`.'),
    column('version', 'integer', 'version', 'From 1.'),
    column('author_id', 'text', 'authorId', 'Who wrote it.'),
    column('steward_id', 'text', 'stewardId', 'Who looks after it.'),
    column('unit', 'text', 'unit', 'The unit it comes from.'),
    column('review_by', 'text', 'reviewBy', 'The day of its next review, `YYYY-MM-DD`.'),
    column('topics', 'json', 'topics', 'List of topic ids.'),
    column('subjects', 'json', 'subjects', 'List of the pages and procedures it stands beside.'),
    column('source_thread_id', 'text', 'source.threadId', 'The thread it was made of.'),
    column('fork_of', 'text', 'forkOf.practiceId', 'The practice it adapts.'),
    column('superseded_by', 'text', 'supersededBy', 'What took its place.'),
    column('created_at', 'timestamp', 'createdAt', 'When it was written.'),
    column('published_at', 'timestamp', 'publishedAt', 'When it was published first.'),
    origin,
  ]),
  inCommunity('copkit_adoptions', 'adoptions', 'What units do with practices.', [
    id('The adoption.'),
    column('practice_id', 'text', 'practiceId', 'The practice.'),
    column('unit', 'text', 'unit', 'The unit.'),
    column('version', 'integer', 'version', 'The version it works by.'),
    column('state', 'text', 'state', '`considering`, `trial`, `adopted`, `sustained` or `abandoned`.'),
    column('mode', 'text', 'mode', '`asIs` or `adapted`.'),
    column('considered_at', 'timestamp', 'consideredAt', 'When it was first looked at.'),
    column('tried_at', 'timestamp', 'triedAt', 'When the trial began.'),
    column('adopted_at', 'timestamp', 'adoptedAt', 'When it was adopted.'),
    column('sustained_at', 'timestamp', 'sustainedAt', 'When it was found to have lasted.'),
    column('abandoned_at', 'timestamp', 'abandonedAt', 'When it was given up.'),
    column('benefit_low_hours', 'number', 'benefit.hours.low', 'The benefit claimed, in hours: at least.'),
    column('benefit_mid_hours', 'number', 'benefit.hours.mid', 'Most likely.'),
    column('benefit_high_hours', 'number', 'benefit.hours.high', 'At most.'),
    column('benefit_corroborated_at', 'timestamp', 'benefit.corroboratedAt', 'When somebody else confirmed it.'),
    origin,
  ]),
  inCommunity('copkit_activity', 'activity', 'The activity log: every act, as it happened.', [
    id('The act.'),
    column('actor', 'text', 'actor', 'Who: a person, `system`, or empty where nobody knows.'),
    column('verb', 'text', 'verb', 'What they did.'),
    column('object', 'text', 'object', 'What they did it to.'),
    column('in_reply_to', 'text', 'inReplyTo', 'What it answers.'),
    column('target', 'text', 'target', 'Whom it concerns.'),
    column('unit', 'text', 'unitAtEvent', 'The unit of the actor at that moment.'),
    column('channel', 'text', 'channel', '`text`, `audio`, `video` or `face-to-face`.'),
    column('topics', 'json', 'topics', 'List of topic ids.'),
    column('at', 'timestamp', 'at', 'When it happened.'),
    column('recorded_at', 'timestamp', 'recordedAt', 'When it was written down.'),
    column('detail', 'json', 'detail', 'More, by verb.'),
    origin,
  ]),
  {
    name: 'copkit_people',
    about: 'People under their ids, without names.',
    collection: 'people',
    partitionPrefix: 'people/',
    columns: [
      id('The person.'),
      column('units', 'json', 'units', 'List of `{ unitId, from }`, oldest first; the last one holds.'),
      column('created_at', 'timestamp', 'createdAt', 'When copkit came to know them.'),
      column('erased_at', 'timestamp', 'erasedAt', 'When they were erased; empty for who was not.'),
      origin,
    ],
  },
  {
    name: 'copkit_units',
    about: 'Units of the organisation.',
    collection: 'units',
    partitionPrefix: 'units',
    columns: [
      column('id', 'text', 'id', 'The unit, as the host calls it.'),
      column('name', 'text', 'name', 'Its name.'),
      column('parent_id', 'text', 'parentId', 'The unit it is part of.'),
    ],
  },
  {
    name: 'copkit_topics',
    about: 'Topics of the organisation.',
    collection: 'topics',
    partitionPrefix: 'topics',
    columns: [
      column('id', 'text', 'id', 'The topic.'),
      column('label', 'text', 'prefLabel', 'What it is called.'),
      column('alt_labels', 'json', 'altLabels', 'List of other names.'),
      column('broader', 'json', 'broader', 'List of broader topics.'),
    ],
  },
];
