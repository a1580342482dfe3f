import type { Community, CopkitApi, Membership } from '@copkit/core';
import { html } from 'lit';
import { ask } from '../dialog.js';
import { emit } from '../events.js';
import type { Localizer } from '../locale/localizer.js';
import type { AllMessages } from '../locale/messages.js';

/** What a person can do about their own membership, or about a community that nobody facilitates. */
export type Deed = 'join' | 'request' | 'cancel-request' | 'accept' | 'refuse' | 'leave' | 'appoint';

interface Done {
  readonly announcement: string;
  /** Tells the page. */
  readonly tell: () => void;
}

const askMessage = (host: HTMLElement, t: AllMessages, community: Community) =>
  ask(host, t, {
    title: `${t.requestToJoin}: ${community.name}`,
    content: html`<label class="labelled"
      >${t.requestMessage}<textarea class="field" name="message" rows="3" maxlength="1000"></textarea
    ></label>`,
    confirm: t.sendRequest,
    answer: (fields) => ({ message: String(fields.get('message') ?? '').trim() || null }),
  });

/** Asks for a successor where the person is the only facilitator. `null` where they stay after all. */
const askLeave = async (
  host: HTMLElement,
  api: CopkitApi,
  t: AllMessages,
  community: Community,
): Promise<{ readonly successorId: string | null } | null> => {
  const last = community.you.roles.includes('facilitator') && community.facilitators.length === 1;
  const others = last
    ? (await api.membership.list({ communityId: community.id, limit: 100 })).items.filter(
        ({ person, state }) => state === 'active' && person.id !== community.facilitators[0]?.id,
      )
    : [];
  return ask(host, t, {
    title: t.leave,
    content: html`<p>${t.leaveQuestion(community.name)}</p>
      ${
        others.length > 0
          ? html`<label class="labelled"
            >${t.successor}<select class="field" name="successor" required>
              ${others.map(({ person }) => html`<option value=${person.id}>${person.name ?? t.nameless}</option>`)}
            </select>
            <span>${t.successorHint}</span></label
          >`
          : null
      }`,
    confirm: t.leave,
    danger: true,
    answer: (fields) => ({ successorId: fields.get('successor') === null ? null : String(fields.get('successor')) }),
  });
};

/** Who is to facilitate: a member, or the person who is asked. */
const askFacilitator = async (host: HTMLElement, api: CopkitApi, t: AllMessages, community: Community) => {
  const [me, { items }] = await Promise.all([
    api.people.getMe(),
    api.membership.list({ communityId: community.id, limit: 100 }),
  ]);
  const people = [...items.map(({ person }) => person).filter(({ id }) => id !== me.id), me];
  return ask(host, t, {
    title: t.appoint,
    content: html`<label class="labelled"
      >${t.appointWho}<select class="field" name="person" required>
        ${people.map(({ id, name }) => html`<option value=${id}>${name ?? t.nameless}</option>`)}
      </select></label
    >`,
    confirm: t.appoint,
    answer: (fields) => people.find(({ id }) => id === fields.get('person')) ?? me,
  });
};

/** Asks what there is to ask, then calls the operation. `null` where the person or the page decided otherwise. */
export const carryOut = async (
  host: HTMLElement,
  api: CopkitApi,
  community: Community,
  deed: Deed,
  locale: Localizer,
): Promise<Done | null> => {
  const { id: communityId, name } = community;
  const t = await locale.actions();
  const said = {
    'cop-joined': deed === 'request' ? t.requestSent : t.joinedAnnounced(name),
    'cop-left': t.leftAnnounced(name),
    'cop-request-cancelled': t.requestTakenBack,
    'cop-refused': t.invitationRefused,
  };
  const done = (event: keyof typeof said, membership: Membership): Done => ({
    announcement: said[event],
    tell: () => emit(host, event, { communityId, membership }),
  });
  switch (deed) {
    case 'join':
    case 'accept': {
      if (!emit(host, 'cop-before-join', { communityId, message: null })) return null;
      const call = deed === 'join' ? api.membership.join : api.membership.accept;
      return done('cop-joined', await call({ communityId }));
    }
    case 'request': {
      const answer = await askMessage(host, t, community);
      if (!answer || !emit(host, 'cop-before-join', { communityId, message: answer.message })) return null;
      const { message } = answer;
      return done('cop-joined', await api.membership.join({ communityId, ...(message !== null && { message }) }));
    }
    case 'cancel-request':
      if (!emit(host, 'cop-before-cancel-request', { communityId })) return null;
      return done('cop-request-cancelled', await api.membership.cancelRequest({ communityId }));
    case 'refuse':
      if (!emit(host, 'cop-before-refuse', { communityId })) return null;
      return done('cop-refused', await api.membership.refuse({ communityId }));
    case 'appoint': {
      const answer = await askFacilitator(host, api, t, community);
      if (!answer || !emit(host, 'cop-before-appoint', { communityId, personId: answer.id })) return null;
      const membership = await api.membership.appoint({ communityId, personId: answer.id });
      return {
        announcement: t.appointedAnnounced(answer.name ?? t.nameless),
        tell: () => emit(host, 'cop-appointed', { communityId, membership }),
      };
    }
    case 'leave': {
      const answer = await askLeave(host, api, t, community);
      if (!answer || !emit(host, 'cop-before-leave', { communityId, successorId: answer.successorId })) return null;
      const { successorId } = answer;
      return done(
        'cop-left',
        await api.membership.leave({ communityId, ...(successorId !== null && { successorId }) }),
      );
    }
  }
};
