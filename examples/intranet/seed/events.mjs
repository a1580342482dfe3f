// @ts-check

/**
 * One thing that somebody did, at its time.
 * @typedef {{ at: string, who: string, key: string, run: (world: World) => Promise<unknown> }} Event
 *
 * What the events have made so far, by the keys of the sample.
 * @typedef {{
 *   as: (who: string) => import('@copkit/core').CopkitApi,
 *   once: (what: string) => import('@copkit/core').CallOptions,
 *   people: ReadonlyMap<string, string>,
 *   ids: Map<string, string>,
 * }} World
 *
 * @typedef {import('../data/sample.js').SampleCommunity} SampleCommunity
 * @typedef {import('../data/sample.js').SampleThread} SampleThread
 * @typedef {import('../data/sample.js').SampleReply} SampleReply
 */

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

/** @type {import('@copkit/core').ReactionKind[]} */
const reactionKinds = ['thanks', 'like', 'insightful', 'celebrate'];

/**
 * When a moment of the sample is, counted back from `now`. @param {string} moment @param {Date} now @param {number} [plusMinutes]
 */
export const timeOf = (moment, now, plusMinutes = 0) => {
  const [, hours, minutes] = /^-(\d+):(\d\d)$/.exec(moment) ?? [];
  if (hours && minutes)
    return new Date(now.getTime() - (Number(hours) * 60 + Number(minutes) - plusMinutes) * MINUTE).toISOString();
  const [days = '', clock = ''] = moment.split(' ');
  const midnight = Math.floor(now.getTime() / DAY) * DAY - Number(days) * DAY;
  const at = new Date(`${new Date(midnight).toISOString().slice(0, 10)}T${clock}:00.000Z`).getTime();
  if (Number.isNaN(at)) throw new Error(`"${moment}" is not a moment such as '212 07:40'.`);
  return new Date(at + plusMinutes * MINUTE).toISOString();
};

/** @param {ReadonlyMap<string, string>} ids @param {string} key */
export const idOf = (ids, key) => {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`The sample has nothing called "${key}" yet.`);
  return id;
};

/** Lines of the files that go on in the next one, outside of lists and tables. */
const WRAP = /(?<=[^\n|])\n(?!\n|\||- |\d+\. |> |#)/g;

/** Mentions name people by host id in the sample. @param {World} world @param {string} body */
const written = ({ people }, body) =>
  body
    .trim()
    .replaceAll(WRAP, ' ')
    .replaceAll(/@\[([\w-]+)\]/g, (_all, who) => `@[${idOf(people, who)}]`);

/**
 * Everything that happened in a community.
 * @param {SampleCommunity} community @param {Date} now @returns {Event[]}
 */
export const eventsOf = (community, now) => {
  /** @type {Event[]} */
  const events = [];
  const { key, founder } = community;
  /** @param {string} moment @param {string} who @param {string} what @param {Event['run']} run @param {number} [plus] */
  const happens = (moment, who, what, run, plus = 0) =>
    events.push({ at: timeOf(moment, now, plus), who, key: `${key}/${what}`, run });
  /** @param {World} world */
  const communityId = ({ ids }) => idOf(ids, key);

  founding(community, happens);
  for (const thread of community.threads) threadEvents(community, thread, happens);

  for (const [who, moment] of Object.entries(community.read ?? {}))
    happens(moment, who, `read/${who}`, ({ as, once, ...world }) =>
      as(who).threads.markAllRead({ communityId: communityId({ as, once, ...world }) }, once(`${key}/read/${who}`)),
    );
  for (const { by, at, thread, title, body, topics = [] } of community.drafts ?? [])
    happens(at, by, `draft/${thread ?? 'new'}`, (world) => {
      const draft = thread ? `reply:${idOf(world.ids, `${key}/${thread}`)}` : `start:${communityId(world)}`;
      return world.as(by).drafts.save({ key: draft, title: title ?? null, body: written(world, body), topics });
    });
  if (community.archived)
    happens(community.archived, founder, 'archive', (world) =>
      world.as(founder).communities.archive({ communityId: communityId(world) }, world.once(`${key}/archive`)),
    );
  return events;
};

/**
 * @param {SampleCommunity} community
 * @param {(moment: string, who: string, what: string, run: Event['run'], plus?: number) => void} happens
 */
const founding = (community, happens) => {
  const {
    key,
    founder,
    founded,
    sponsor,
    members,
    roles = {},
    invited = {},
    requests = [],
    left = {},
    dormant = {},
  } = community;
  const {
    name,
    purpose,
    domain = null,
    audience = null,
    mandate = null,
    type = 'practice',
    visibility = 'open',
    joinPolicy = 'open',
    topics = [],
  } = community;
  const charter = { name, purpose, domain, audience, mandate, type, visibility, joinPolicy, topics };
  /** @param {World} world @param {string} who */
  const person = (world, who) => ({ communityId: idOf(world.ids, key), personId: idOf(world.people, who) });
  /** @param {World} world */
  const here = (world) => ({ communityId: idOf(world.ids, key) });

  happens(founded, founder, 'found', async (world) => {
    const sponsorId = sponsor ? { sponsorId: idOf(world.people, sponsor) } : {};
    const { id } = await world.as(founder).communities.create({ ...charter, ...sponsorId }, world.once(key));
    world.ids.set(key, id);
  });
  for (const [who, moment] of Object.entries(members))
    happens(moment, who, `join/${who}`, async (world) => {
      const once = world.once(`${key}/join/${who}`);
      if (joinPolicy === 'invitation')
        await world.as(founder).membership.invite(person(world, who), world.once(`${key}/invite/${who}`));
      await world.as(who).membership.join(here(world), once);
      if (joinPolicy === 'request')
        await world.as(founder).membership.approve(person(world, who), world.once(`${key}/approve/${who}`));
    });
  for (const [who, { at, as: role, accepted }] of Object.entries(invited)) {
    happens(at, founder, `invite/${who}`, (world) =>
      world.as(founder).membership.invite({ ...person(world, who), role }, world.once(`${key}/invite/${who}`)),
    );
    if (accepted)
      happens(accepted, who, `accept/${who}`, (world) =>
        world.as(who).membership.accept(here(world), world.once(`${key}/accept/${who}`)),
      );
  }
  for (const [who, given] of Object.entries(roles))
    happens(
      members[who] ?? invited[who]?.accepted ?? founded,
      founder,
      `roles/${who}`,
      (world) =>
        world
          .as(founder)
          .membership.setRoles({ ...person(world, who), roles: [...given] }, world.once(`${key}/roles/${who}`)),
      5,
    );
  for (const { by, at, message } of requests)
    happens(at, by, `request/${by}`, (world) =>
      world.as(by).membership.join({ ...here(world), message }, world.once(`${key}/request/${by}`)),
    );
  for (const [who, moment] of Object.entries(left))
    happens(moment, who, `leave/${who}`, (world) =>
      world.as(who).membership.leave(here(world), world.once(`${key}/leave/${who}`)),
    );
  for (const [who, moment] of Object.entries(dormant))
    happens(moment, who, `rest/${who}`, (world) =>
      world.as(who).membership.setDormant({ ...here(world), dormant: true }, world.once(`${key}/rest/${who}`)),
    );
};

/**
 * @param {SampleCommunity} community @param {SampleThread} thread
 * @param {(moment: string, who: string, what: string, run: Event['run'], plus?: number) => void} happens
 */
const threadEvents = (community, thread, happens) => {
  const at = `${community.key}/${thread.key}`;
  /** @param {World} world */
  const threadId = (world) => idOf(world.ids, at);

  /** @param {string} path @param {import('../data/sample.js').SampleThread | SampleReply} post */
  const around = (path, post) => {
    const postKey = `${community.key}/${path}`;
    let minutes = 20;
    for (const kind of reactionKinds)
      for (const who of post[kind] ?? []) {
        happens(
          post.at,
          who,
          `${path}/${kind}/${who}`,
          (world) =>
            world
              .as(who)
              .threads.react({ postId: idOf(world.ids, postKey), kind }, world.once(`${postKey}/${kind}/${who}`)),
          minutes,
        );
        minutes += 37;
      }
    const { edited, flagged } = post;
    if (edited)
      happens(edited.at, post.by, `${path}/edit`, (world) =>
        world
          .as(post.by)
          .threads.edit(
            { postId: idOf(world.ids, postKey), body: written(world, edited.body) },
            world.once(`${postKey}/edit`),
          ),
      );
    if (flagged)
      happens(flagged.at, flagged.by, `${path}/flag`, (world) =>
        world
          .as(flagged.by)
          .threads.flag(
            { postId: idOf(world.ids, postKey), reason: flagged.reason, note: flagged.note },
            world.once(`${postKey}/flag`),
          ),
      );
  };

  /** @param {readonly SampleReply[]} replies @param {string} path @param {string | null} parent */
  const answer = (replies, path, parent) => {
    for (const [place, reply] of replies.entries()) {
      const replyPath = `${path}/${place + 1}`;
      const replyKey = `${community.key}/${replyPath}`;
      happens(reply.at, reply.by, replyPath, async (world) => {
        const { id } = await world.as(reply.by).threads.reply(
          {
            threadId: threadId(world),
            body: written(world, reply.body),
            ...(parent && { inReplyTo: idOf(world.ids, parent) }),
            ...(reply.comment && { role: 'comment' }),
          },
          world.once(replyKey),
        );
        world.ids.set(replyKey, id);
      });
      around(replyPath, reply);
      if (reply.accepted)
        happens(reply.accepted, thread.by, `${replyPath}/accept`, (world) =>
          world.as(thread.by).threads.accept({ replyId: idOf(world.ids, replyKey) }, world.once(`${replyKey}/accept`)),
        );
      if (reply.withdrawn)
        happens(reply.withdrawn, reply.by, `${replyPath}/withdraw`, (world) =>
          world
            .as(reply.by)
            .threads.withdraw({ postId: idOf(world.ids, replyKey) }, world.once(`${replyKey}/withdraw`)),
        );
      answer(reply.replies ?? [], replyPath, replyKey);
    }
  };

  happens(thread.at, thread.by, thread.key, async (world) => {
    const { kind, title, topics, customerWaiting } = thread;
    const { id } = await world.as(thread.by).threads.start(
      {
        communityId: idOf(world.ids, community.key),
        kind,
        title,
        topics,
        body: written(world, thread.body),
        ...(customerWaiting && { customerWaiting }),
      },
      world.once(at),
    );
    world.ids.set(at, id);
  });
  around(thread.key, thread);
  answer(thread.replies ?? [], thread.key, null);
  if (thread.pinned)
    happens(
      thread.at,
      community.founder,
      `${thread.key}/pin`,
      (world) =>
        world
          .as(community.founder)
          .threads.setPinned({ threadId: threadId(world), pinned: true }, world.once(`${at}/pin`)),
      3,
    );
  const { closed, locked } = thread;
  if (closed)
    happens(closed.at, closed.by, `${thread.key}/close`, (world) =>
      world.as(closed.by).threads.close(
        {
          threadId: threadId(world),
          reason: closed.reason,
          ...(closed.note && { note: closed.note }),
          ...(closed.duplicateOf && { duplicateOf: idOf(world.ids, `${community.key}/${closed.duplicateOf}`) }),
        },
        world.once(`${at}/close`),
      ),
    );
  if (locked)
    happens(locked, community.founder, `${thread.key}/lock`, (world) =>
      world
        .as(community.founder)
        .threads.setLocked({ threadId: threadId(world), locked: true }, world.once(`${at}/lock`)),
    );
};
