import { verbs } from '@copkit/core';

/** Where the words of copkit stand that neither ActivityStreams nor ADL has. Nothing is to be found there by HTTP. */
export const NAMESPACE = 'urn:x-copkit:';

interface Mapped {
  /** The class of the ActivityStreams 2.0 vocabulary that an act is of, beside its own. */
  readonly as2: string;
  /** The verb of ADL's list that says the same; `null`: the verb is copkit's own. */
  readonly adl: string | null;
}

const as = (as2: string, adl: string | null = null): Mapped => ({ as2, adl });

const MAPPED: Readonly<Record<string, Mapped>> = {
  join: as('Join'),
  leave: as('Leave'),
  invite: as('Invite'),
  request: as('Offer'),
  approve: as('Accept'),
  decline: as('Reject'),
  refuse: as('Reject'),
  remove: as('Remove'),
  ask: as('Create', 'asked'),
  start: as('Create'),
  answer: as('Create', 'answered'),
  reply: as('Create', 'commented'),
  accept: as('Accept'),
  unaccept: as('Undo'),
  rate: as('Like'),
  unrate: as('Undo'),
  thank: as('Like'),
  withdraw: as('Delete'),
  hide: as('Remove'),
  restore: as('Undo'),
  reopen: as('Undo'),
  flag: as('Flag'),
  follow: as('Follow'),
  route: as('Offer'),
  escalate: as('Move'),
  draft: as('Create'),
  submit: as('Offer'),
  publish: as('Create'),
  discard: as('Delete'),
  retire: as('Remove'),
  fork: as('Create'),
  offer: as('Offer'),
  consider: as('TentativeAccept'),
  try: as('TentativeAccept'),
  adopt: as('Add'),
  abandon: as('Remove'),
  claim: as('Create'),
  corroborate: as('Accept'),
  rescind: as('Undo'),
  defineSeries: as('Create'),
  importSeries: as('Add', 'imported'),
  'expertise.endorse': as('Offer'),
  'ideas.submit': as('Create'),
  'ideas.vote': as('Like'),
  'ideas.withdraw': as('Delete'),
  'mentoring.request': as('Offer'),
  'mentoring.offer': as('Offer'),
  'mentoring.propose': as('Offer'),
  'mentoring.accept': as('Accept'),
  'mentoring.decline': as('Reject'),
  'mentoring.complete': as('Update', 'progressed'),
  'mentoring.withdraw': as('Undo'),
  'mentoring.confirmMilestone': as('Accept'),
  'stories.tell': as('Create'),
  'stories.corroborate': as('Accept'),
  'stories.withdraw': as('Delete'),
};

/** How a verb is said elsewhere. What is not listed changes something: an update. */
export const mappedVerb = (verb: string): Mapped =>
  (Object.hasOwn(MAPPED, verb) ? MAPPED[verb] : undefined) ?? as('Update');

/** Verbs that the profile describes: copkit's own and those mapped of its extensions. */
export const knownVerbs: readonly string[] = [...new Set<string>([...verbs, ...Object.keys(MAPPED)])];

interface Kind {
  /** The class of ActivityStreams 2.0 beside its own; `null` for none. */
  readonly as2: string | null;
  readonly own: string;
  readonly says: string;
}

const KINDS: Readonly<Record<string, Kind>> = {
  c: { as2: 'Group', own: 'Community', says: 'A community of practice.' },
  p: { as2: 'Person', own: 'Member', says: 'A person of the organisation, under a pseudonym.' },
  t: { as2: 'Article', own: 'Thread', says: 'A question, a discussion or an announcement.' },
  r: { as2: 'Note', own: 'Reply', says: 'An answer or a comment.' },
  f: { as2: null, own: 'Flag', says: 'A flag on a post.' },
  h: { as2: 'Document', own: 'Practice', says: 'A practice that the community wrote down.' },
  a: { as2: null, own: 'Adoption', says: 'A unit that takes up a practice.' },
  s: { as2: null, own: 'OutcomeSeries', says: 'A series of figures of another system.' },
  i: { as2: null, own: 'Intervention', says: 'A change that may show in the figures.' },
};
const THING: Kind = { as2: null, own: 'Thing', says: 'Something that an extension keeps.' };

export const kinds: readonly Kind[] = [...Object.values(KINDS), THING];

/** What an id stands for. */
export const kindOf = (id: string): Kind => KINDS[id.slice(0, id.indexOf('_'))] ?? THING;

/** The facts about an act that neither standard has a place for. */
export const facts = {
  unit: 'Unit of the person at that moment.',
  channel: 'The medium: text, audio, video or face-to-face.',
  topics: 'Topics at that moment.',
  origin: 'Whether it happened here, was imported, or generated.',
  recordedAt: 'When the store took it in.',
  detail: 'What the verb says besides, such as the reason of a closing.',
  target: 'Whom it is addressed to or concerns, under a pseudonym.',
} as const;
