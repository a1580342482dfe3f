import type { InboxEntry } from '@copkit/core';
import type { Localizer } from '../locale/localizer.js';
import type { InboxTexts, ToldKey } from './texts.js';

/** Keeps a name from turning the direction of the sentence around it. */
const isolated = (name: string): string => `\u2068${name}\u2069`;

/** What says how it came out, in the notices that can come out in several ways. */
const outcomeOf = ({ detail }: InboxEntry): unknown => detail.outcome ?? detail.state ?? detail.change;

/** In words what has happened. */
export const told = (texts: InboxTexts, locale: Localizer, entry: InboxEntry): string => {
  const { type, actor, detail } = entry;
  const { role, reason } = detail;
  const decider =
    typeof role === 'string' && role in texts.roles ? texts.roles[role as keyof InboxTexts['roles']] : null;
  const name = decider ?? (actor ? (actor.name ?? locale.messages.nameless) : texts.somebody);
  const key = `${type}-${outcomeOf(entry)}`;
  const sentence = key in texts.told ? texts.told[key as ToldKey] : texts.told[type];
  const decided = sentence(isolated(name));
  return typeof reason === 'string' && type === 'moderation' ? texts.reason(decided, isolated(reason)) : decided;
};

/** What the person wrote that speaks for asking them: titles. */
export const reasonsOf = ({ type, detail }: InboxEntry): readonly string[] =>
  type === 'invitation' && detail.state === 'invited' && Array.isArray(detail.reasons)
    ? detail.reasons.flatMap((reason) =>
        reason !== null && typeof reason === 'object' && 'title' in reason ? [String(reason.title)] : [],
      )
    : [];

/** Whether it asks for an answer that the person may refuse. */
export const isOpenInvitation = ({ type, detail, threadId }: InboxEntry): boolean =>
  type === 'invitation' && detail.state === 'invited' && threadId !== null;
