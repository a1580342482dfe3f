import type { CopkitApi, ExpertSettings } from '@copkit/core';
import type { MyProfile, MyTopic, WhyListed } from '@copkit/core/expertise';
import { offered } from '../experts/offered.js';

/** What a person sees of their own. */
export interface Own {
  readonly settings: ExpertSettings;
  readonly invitedThisWeek: number;
  readonly topics: readonly MyTopic[];
  /** `null` where the server keeps no profiles: then there are contributions only, and how far one is found by them. */
  readonly profile: MyProfile | null;
}

export const loadOwn = async (api: CopkitApi, signal: AbortSignal): Promise<Own> => {
  const profile = await offered(api, 'expertise.getMine', () => api.expertise?.getMine({}, { signal }));
  if (profile) return { settings: profile, invitedThisWeek: profile.invitedThisWeek, topics: profile.topics, profile };
  const mine = await api.experts.getMine({}, { signal });
  const badges = { declared: null, endorsed: null };
  return {
    settings: mine,
    invitedThisWeek: mine.invitedThisWeek,
    topics: [
      ...mine.topics.map(({ topic, evidenceCount }) => ({
        topic,
        hidden: false,
        inferred: { evidenceCount, score: 0 },
        ...badges,
      })),
      ...mine.hiddenTopics.map((topic) => ({ topic, hidden: true, inferred: null, ...badges })),
    ],
    profile: null,
  };
};

/** Why somebody is listed for a topic, as far as it was read. */
export interface Why {
  readonly items: readonly WhyListed[];
  readonly score: number;
  readonly next: string | null;
}

export const loadWhy = async (api: CopkitApi, topic: string, known: Why | null, signal?: AbortSignal): Promise<Why> => {
  const after = known?.next ?? null;
  const more = await api.expertise.listWhy({ topic, limit: 50, ...(after && { after }) }, signal && { signal });
  return { ...more, items: [...(known?.items ?? []), ...more.items] };
};

/**
 * Points as they are shown, with two digits each: rounded so that what is shown adds up to what is shown as their sum.
 */
export const shownPoints = (points: readonly number[]): readonly number[] => {
  let exact = 0;
  let shown = 0;
  return points.map((each) => {
    exact += each;
    const rounded = Math.round(exact * 100) - shown;
    shown += rounded;
    return rounded / 100;
  });
};
