import fc from 'fast-check';
import { CopkitError, type Role } from '../index.js';
import { foundCommunity, type Organisation } from './organisation.js';

export const cast = ['Ada', 'Bo', 'Cy', 'Di'] as const;

/** One step of somebody: what they do, and to which of the things that are there. */
export interface Step {
  readonly who: (typeof cast)[number];
  readonly what: string;
  readonly which: number;
}

type Doing = (scene: Scene, step: Step) => Promise<unknown>;

interface Scene {
  readonly org: Organisation;
  readonly communityId: string;
  readonly threads: string[];
  readonly replies: string[];
  readonly flags: string[];
}

const pick = <T>(from: readonly T[], which: number): T => {
  if (from.length === 0) throw new CopkitError('not-found', 'There is none yet.');
  return from[which % from.length] as T;
};
const post = ({ threads, replies }: Scene, which: number) => pick([...threads, ...replies], which);
const roles: readonly Role[][] = [
  ['member'],
  ['facilitator', 'member'],
  ['expert'],
  ['sponsor'],
  ['steward'],
  ['guest'],
];

const doings: Readonly<Record<string, Doing>> = {
  join: ({ org, communityId }, { who }) => org.as(who).membership.join({ communityId, message: 'Let me in' }),
  leave: ({ org, communityId }, { who }) => org.as(who).membership.leave({ communityId }),
  remove: async ({ org, communityId }, { who, which }) =>
    org.as(who).membership.remove({ communityId, personId: await org.idOf(pick(cast, which)) }),
  invite: async ({ org, communityId }, { who, which }) =>
    org.as(who).membership.invite({ communityId, personId: await org.idOf(pick(cast, which)) }),
  approve: async ({ org, communityId }, { who, which }) =>
    org.as(who).membership.approve({ communityId, personId: await org.idOf(pick(cast, which)) }),
  setRoles: async ({ org, communityId }, { who, which }) =>
    org
      .as(who)
      .membership.setRoles({ communityId, personId: await org.idOf(pick(cast, which)), roles: pick(roles, which) }),
  setDormant: ({ org, communityId }, { who, which }) =>
    org.as(who).membership.setDormant({ communityId, dormant: which % 2 === 0 }),
  update: ({ org, communityId }, { who, which }) =>
    org
      .as(who)
      .communities.update({ communityId, joinPolicy: which % 2 ? 'open' : 'request', topics: [`Topic ${which}`] }),
  async start({ org, communityId, threads }, { who, which }) {
    const kind = pick(['question', 'question', 'idea', 'discussion', 'announcement'] as const, which);
    const body = `Mentions @[${await org.idOf(pick(cast, which))}].`;
    threads.push((await org.as(who).threads.start({ communityId, kind, title: `By ${who[0]}`, body })).id);
  },
  async reply({ org, threads, replies }, { who, which }) {
    const inReplyTo = which % 3 === 0 && replies.length > 0 ? { inReplyTo: pick(replies, which) } : {};
    const threadId = pick(threads, which);
    replies.push((await org.as(who).threads.reply({ threadId, body: `Reply ${which}.`, ...inReplyTo })).id);
  },
  edit: (scene, { who, which }) =>
    scene.org.as(who).threads.edit({ postId: post(scene, which), body: `Edit ${which}.` }),
  withdraw: (scene, { who, which }) => scene.org.as(who).threads.withdraw({ postId: post(scene, which) }),
  hide: (scene, { who, which }) => scene.org.as(who).threads.hide({ postId: post(scene, which), reason: 'Because' }),
  restore: (scene, { who, which }) => scene.org.as(who).threads.restore({ postId: post(scene, which) }),
  accept: ({ org, replies }, { who, which }) => org.as(who).threads.accept({ replyId: pick(replies, which) }),
  unaccept: ({ org, replies }, { who, which }) => org.as(who).threads.unaccept({ replyId: pick(replies, which) }),
  react: (scene, { who, which }) => scene.org.as(who).threads.react({ postId: post(scene, which), kind: 'like' }),
  unreact: (scene, { who, which }) => scene.org.as(who).threads.unreact({ postId: post(scene, which), kind: 'like' }),
  thank: (scene, { who, which }) => scene.org.as(who).threads.thank({ postId: post(scene, which) }),
  close: ({ org, threads }, { who, which }) =>
    org.as(who).threads.close({ threadId: pick(threads, which), reason: 'obsolete', note: 'Done' }),
  reopen: ({ org, threads }, { who, which }) => org.as(who).threads.reopen({ threadId: pick(threads, which) }),
  pin: ({ org, threads }, { who, which }) =>
    org.as(who).threads.setPinned({ threadId: pick(threads, which), pinned: which % 2 === 0 }),
  async flag(scene, { who, which }) {
    scene.flags.push((await scene.org.as(who).threads.flag({ postId: post(scene, which), reason: 'other' })).flagId);
  },
  resolve: ({ org, flags }, { who, which }) =>
    org.as(who).threads.resolveFlag({ flagId: pick(flags, which), outcome: which % 2 ? 'hidden' : 'kept' }),
  markRead: ({ org, threads }, { who, which }) => org.as(who).threads.markRead({ threadId: pick(threads, which) }),
  draft: ({ org }, { who, which }) => org.as(who).drafts.save({ key: `draft ${which % 3}`, body: 'Half.' }),
};

/** Any steps of anybody, sensible or not. */
export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    who: fc.constantFrom(...cast),
    what: fc.constantFrom(...Object.keys(doings)),
    which: fc.nat({ max: 30 }),
  }),
  { minLength: 20, maxLength: 60 },
);

/** Refusals that tell people something about their step. Any other failure is a fault. */
const EXPECTED = new Set(['conflict', 'forbidden', 'not-found', 'invalid']);

/**
 * Carries the steps out, so many at the same moment, in turns by processes of one organisation. Tells how many were
 * not refused.
 */
export async function play(orgs: readonly Organisation[], script: readonly Step[], atOnce: number): Promise<number> {
  const { id: communityId } = await foundCommunity(pick(orgs, 0), 'Ada', {}, ['Bo', 'Cy']);
  const things = { communityId, threads: [], replies: [], flags: [] };
  const beginning: Step[] = [
    { who: 'Ada', what: 'start', which: 0 },
    { who: 'Bo', what: 'start', which: 1 },
    { who: 'Bo', what: 'reply', which: 4 },
    { who: 'Cy', what: 'reply', which: 5 },
  ];
  for (const step of beginning) await doings[step.what]?.({ ...things, org: pick(orgs, 0) }, step);
  let done = 0;
  for (let from = 0; from < script.length; from += atOnce) {
    const together = script.slice(from, from + atOnce).map(async (step, at) => {
      try {
        await doings[step.what]?.({ ...things, org: pick(orgs, at) }, step);
        done++;
      } catch (error) {
        if (!(error instanceof CopkitError && EXPECTED.has(error.code))) throw error;
      }
    });
    await Promise.all(together);
  }
  return done;
}
