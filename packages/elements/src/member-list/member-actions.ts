import type { Community, CopkitApi, Membership, PersonCard, Role } from '@copkit/core';
import { html, type ReactiveControllerHost } from 'lit';
import { ask } from '../dialog.js';
import { emit } from '../events.js';
import { nameOf } from '../facts.js';
import type { Localizer } from '../locale/localizer.js';
import type { AllMessages } from '../locale/messages.js';
import { type MenuItem, openMenu } from '../menu.js';

/** Roles a facilitator gives and takes; `member` stays where nothing else is left. */
const GIVEN: readonly Role[] = ['facilitator', 'steward', 'expert', 'sponsor'];

/** Resolves to what is to be said about it, or to `null` where the page decided otherwise. */
type Act = (api: CopkitApi) => Promise<string | null>;

interface MemberContext {
  readonly host: ReactiveControllerHost & HTMLElement;
  /** The button whose menu it is. */
  readonly anchor: HTMLElement;
  readonly locale: Localizer;
  readonly community: Community;
  readonly membership: Membership;
}

const memberActions = (
  { host, locale, community, membership }: MemberContext,
  t: AllMessages,
  run: (act: Act) => Promise<void>,
): readonly MenuItem[] => {
  const communityId = community.id;
  const { person, roles } = membership;
  const target = { communityId, personId: person.id };
  const setRole = (role: Role): MenuItem => {
    const has = roles.includes(role);
    const others = roles.filter((one) => one !== role && one !== 'member');
    const next: readonly Role[] = has ? (others.length > 0 ? others : ['member']) : [...others, role];
    return {
      label: has ? t.dropRole(t.role[role]) : t.makeRole(t.role[role]),
      run: () =>
        void run(async (api) => {
          if (!emit(host, 'cop-before-set-roles', { ...target, roles: next })) return null;
          const changed = await api.membership.setRoles({ ...target, roles: next });
          emit(host, 'cop-roles-set', { communityId, membership: changed });
          return t.done;
        }),
    };
  };
  const remove: MenuItem = {
    label: t.removeMember,
    danger: true,
    run: async () => {
      const sure = await ask(host, t, {
        title: t.removeMember,
        content: html`<p>${t.removeQuestion(nameOf(locale, person))}</p>`,
        confirm: t.removeMember,
        danger: true,
        answer: () => true,
      });
      if (!sure) return;
      await run(async (api) => {
        if (!emit(host, 'cop-before-remove', target)) return null;
        const changed = await api.membership.remove(target);
        emit(host, 'cop-removed', { communityId, membership: changed });
        return t.done;
      });
    },
  };
  return [
    ...(community.may.includes('membership.setRoles') ? GIVEN.map(setRole) : []),
    ...(community.may.includes('membership.remove') ? [remove] : []),
  ];
};

/** Opens the menu of what a facilitator can do with a member. `run` calls what is chosen. */
export const openMemberMenu = async (context: MemberContext, run: (act: Act) => Promise<void>): Promise<void> => {
  const { host, anchor, locale, membership } = context;
  const t = await locale.actions();
  openMenu(host, anchor, t.actionsFor(nameOf(locale, membership.person)), memberActions(context, t, run));
};

/** Lets somebody in who wants to join, or declines. `null` where the page decided otherwise. */
export const answerRequest = async (
  host: HTMLElement,
  locale: Localizer,
  api: CopkitApi,
  request: { readonly communityId: string; readonly person: PersonCard; readonly welcome: boolean },
): Promise<{ readonly announcement: string; readonly tell: () => void } | null> => {
  const { communityId, person, welcome } = request;
  const input = { communityId, personId: person.id };
  if (!emit(host, welcome ? 'cop-before-approve' : 'cop-before-decline', input)) return null;
  const t = await locale.actions();
  const membership = await (welcome ? api.membership.approve(input) : api.membership.decline(input));
  const name = nameOf(locale, person);
  return {
    announcement: welcome ? t.approvedAnnounced(name) : t.declinedAnnounced(name),
    tell: () => emit(host, welcome ? 'cop-approved' : 'cop-declined', { communityId, membership }),
  };
};
