import fc from 'fast-check';
import { expect } from 'vitest';
import type { CopkitError } from '../index.js';
import { moderation } from '../moderation/moderation.js';
import {
  foundCommunity,
  type Organisation,
  organisation,
  type Person,
  type Setting,
  startThread,
} from './organisation.js';

const HOUR_MS = 3_600_000;
const people = ['Ada', 'Bo', 'Cy', 'Dee'] as const;
const member = fc.constantFrom<(typeof people)[number]>('Bo', 'Cy', 'Dee');
const act = fc.oneof(
  fc.record({ do: fc.constantFrom('mute', 'unmute', 'ban', 'liftBan', 'invite', 'remove'), to: member }),
  fc.record({ do: fc.constantFrom('lead', 'adminMute', 'adminBan', 'suspend', 'liftSuspension'), to: member }),
  fc.record({ do: fc.constantFrom('join', 'accept', 'leave', 'wait'), to: member }),
  fc.record({
    do: fc.constantFrom('reply', 'start', 'react', 'flag', 'practice', 'discuss', 'withdraw', 'update', 'follow'),
    to: fc.constantFrom(...people),
  }),
);

interface Model {
  mutedUntil: number;
  banned: boolean;
  suspended: boolean;
}

/** What somebody writes in the community. */
const writes: Readonly<Record<string, (by: Person, communityId: string, threadId: string) => Promise<unknown>>> = {
  reply: (by, _community, threadId) => by.threads.reply({ threadId, body: 'A word.' }),
  start: (by, communityId) => startThread(by, communityId),
  react: (by, _community, threadId) => by.threads.react({ postId: threadId, kind: 'like' }),
  flag: (by, _community, threadId) => by.threads.flag({ postId: threadId, reason: 'other' }),
  practice: (by, communityId) => by.practices.create({ communityId, title: 'Listen', steps: ['Listen.'] }),
  discuss: (by, communityId) => by.subjects.discuss({ communityId, subject: 'page:1', body: 'A word.' }),
  withdraw: (by, _community, threadId) => by.threads.withdraw({ postId: threadId }),
  update: (by, communityId) => by.communities.update({ communityId, purpose: 'Another' }),
  follow: (by, _community, threadId) => by.threads.follow({ threadId }),
};

const bodies = { reason: 'Because.' };

async function moderate(org: Organisation, kind: string, at: { communityId: string; personId: string }, until: string) {
  const { membership, moderation: own } = org.as('Ada');
  const { moderation: admin } = org.admin;
  const { personId } = at;
  if (kind === 'mute') return own.mute({ ...at, ...bodies, until });
  if (kind === 'adminMute') return admin.mute({ ...at, ...bodies, until });
  if (kind === 'unmute') return own.unmute(at);
  if (kind === 'ban') return own.ban({ ...at, ...bodies });
  if (kind === 'adminBan') return admin.ban({ ...at, ...bodies });
  if (kind === 'liftBan') return own.liftBan(at);
  if (kind === 'suspend') return admin.suspend({ personId, ...bodies });
  if (kind === 'liftSuspension') return admin.liftSuspension({ personId });
  if (kind === 'lead') return membership.setRoles({ ...at, roles: ['facilitator', 'member'] });
  if (kind === 'invite') return membership.invite(at);
  return membership.remove(at);
}

/** What an act that was accepted makes of the person it is done to. */
function follow(model: Model, kind: string, until: number): void {
  if (kind === 'mute' || kind === 'adminMute') model.mutedUntil = until;
  if (kind === 'unmute') model.mutedUntil = 0;
  if (kind === 'ban' || kind === 'adminBan') model.banned = true;
  if (kind === 'liftBan') model.banned = false;
  if (kind === 'suspend') model.suspended = true;
  if (kind === 'liftSuspension') model.suspended = false;
}

/** Whatever is decided and written by whom: nobody who is silenced writes, and the audit holds. Throws where not. */
export async function moderatedAtRandom(numRuns: number, setting: () => Setting = () => ({})): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 60 }), async (acts) => {
      const org = await organisation({ ...setting(), extensions: [moderation()] });
      const { id: communityId } = await foundCommunity(org, 'Ada', {}, ['Bo', 'Cy', 'Dee']);
      const { id: threadId } = await startThread(org.as('Ada'), communityId);
      const ids = new Map(await Promise.all(people.map(async (name) => [name, await org.idOf(name)] as const)));
      const model = new Map(people.map((name) => [name, { mutedUntil: 0, banned: false, suspended: false }]));
      let accepted = 0;
      for (const { do: kind, to } of acts) {
        const theirs = model.get(to) as Model;
        const personId = ids.get(to) as string;
        const by = org.as(to);
        const now = org.clock.now().getTime();
        const until = now + 2 * HOUR_MS;
        const silenced = theirs.suspended || theirs.banned || theirs.mutedUntil > now + 1_000;
        if (kind === 'wait') org.clock.forward(HOUR_MS);
        else if (kind in writes || kind === 'join' || kind === 'accept' || kind === 'leave') {
          const write = writes[kind];
          const calling = write
            ? write(by, communityId, threadId)
            : by.membership[kind as 'join' | 'accept' | 'leave']({ communityId });
          const done = await calling.then(
            () => true,
            (error: CopkitError) => {
              expect(['forbidden', 'conflict', 'not-found', 'invalid']).toContain(error.code);
              return false;
            },
          );
          // Leaving is open to who is muted.
          if (silenced && !(kind === 'leave' && !theirs.suspended && !theirs.banned))
            expect([kind, to, done]).toEqual([kind, to, false]);
        } else {
          const iso = new Date(until).toISOString();
          await moderate(org, kind, { communityId, personId }, iso).then(
            () => {
              accepted++;
              follow(theirs, kind, until);
            },
            (error: CopkitError) => expect(['forbidden', 'conflict', 'invalid', 'not-found']).toContain(error.code),
          );
        }
        const members = (await org.system.membership.list({ communityId })).items.map(({ person }) => person.id);
        for (const [name, { banned }] of model) if (banned) expect(members).not.toContain(ids.get(name));
        expect(members).toContain(ids.get('Ada'));
      }
      const { items } = await org.admin.moderation.listAudit({ communityId, limit: 100 });
      const outside = (await org.admin.moderation.listOrganisationAudit({ limit: 100 })).items.length;
      const before = 3;
      expect(items.length + outside).toBeGreaterThanOrEqual(Math.min(accepted + before, 100));
      expect((await org.cop.check()).findings).toEqual([]);
    }),
    { numRuns, seed: 5 },
  );
}
