import type { Community, CopkitApi, Membership, Role } from '@copkit/core';
import { html } from 'lit';
import { ask } from '../dialog.js';
import { emit } from '../events.js';
import { nameOf } from '../facts.js';
import type { Localizer } from '../locale/localizer.js';
import type { MenuItem } from '../menu.js';

/** Roles a facilitator gives and takes; `member` stays where nothing else is left. */
const GIVEN: readonly Role[] = ['facilitator', 'steward', 'expert', 'sponsor'];

type Act = (api: CopkitApi) => Promise<boolean>;

/** What a facilitator can do with a member. `run` calls what it is given and reads the list again if that tells it to. */
export const memberActions = (
  host: HTMLElement,
  locale: Localizer,
  community: Community,
  membership: Membership,
  run: (act: Act) => Promise<void>,
): readonly MenuItem[] => {
  const { messages: t } = locale;
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
          if (!emit(host, 'cop-before-set-roles', { ...target, roles: next })) return false;
          const changed = await api.membership.setRoles({ ...target, roles: next });
          emit(host, 'cop-roles-set', { communityId, membership: changed });
          return true;
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
        if (!emit(host, 'cop-before-remove', target)) return false;
        const changed = await api.membership.remove(target);
        emit(host, 'cop-removed', { communityId, membership: changed });
        return true;
      });
    },
  };
  return [
    ...(community.may.includes('membership.setRoles') ? GIVEN.map(setRole) : []),
    ...(community.may.includes('membership.remove') ? [remove] : []),
  ];
};
