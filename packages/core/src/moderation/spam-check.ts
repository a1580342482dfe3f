import type { MembershipRecord } from '../membership/records.js';

/** A post that somebody is about to write, or an edit of one. */
export interface PostToCheck {
  readonly operation: string;
  readonly communityId: string;
  /** `null` for a reply that is started elsewhere, such as on a page, and for one of a new thread. */
  readonly threadId: string | null;
  readonly title: string;
  /** Markdown. Empty where only the title is edited. */
  readonly body: string;
}

/** What is known of its author. */
export interface SpamContext {
  readonly authorId: string;
  readonly roles: MembershipRecord['roles'];
  readonly joinedAt: string | null;
  /** ISO 8601. */
  readonly now: string;
  /** What they wrote in any community within the last hour, as far as this process knows; the newest last. */
  readonly recent: readonly RecentPost[];
}

export interface RecentPost {
  readonly at: string;
  readonly threadId: string | null;
  readonly text: string;
}

/** The reason is told to the author and to the facilitators. */
export type SpamVerdict = 'pass' | { readonly hold: string } | { readonly refuse: string };

export type SpamCheck = (post: PostToCheck, context: SpamContext) => Promise<SpamVerdict>;

/** All that the usual check goes by. */
export const thresholds = {
  /** Somebody is new for so long. */
  newForHours: 72,
  /** Different hosts that a post links to, outside of code. */
  hostsOfNewcomer: 3,
  hostsOfMember: 20,
  /** The same text in so many threads within the hour; short ones, such as thanks, do not count. */
  sameTextThreads: 3,
  sameTextLength: 40,
  /** Posts of a newcomer within ten minutes. */
  burstPosts: 6,
  burstMinutes: 10,
  /** Characters that nobody sees, in words of scripts that need none of them. */
  invisibleCharacters: 2,
} as const;

type Rule = (post: PostToCheck, context: SpamContext) => string | null;

const isNew = ({ joinedAt, now }: SpamContext): boolean =>
  joinedAt !== null && Date.parse(now) - Date.parse(joinedAt) < thresholds.newForHours * 3_600_000;

/** The text without code, in which links, repeats and strange characters mean nothing. */
export function withoutCode(markdown: string): string {
  const lines: string[] = [];
  let fence: string | null = null;
  for (const line of markdown.split('\n')) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === null && mark) fence = mark;
    else if (fence === null) lines.push(line);
    else if (mark && mark[0] === fence[0] && mark.length >= fence.length && line.trim() === mark) fence = null;
  }
  return lines
    .filter((line) => !/^(?: {4}|\t)/.test(line))
    .join('\n')
    .replace(/`[^`\n]{1,1000}`/g, ' ');
}

const manyLinks: Rule = ({ body }, context) => {
  const hosts = new Set(
    [...withoutCode(body).matchAll(/\bhttps?:\/\/([^\s/?#)>\]"']{1,255})/gi)].map(([, host]) => host?.toLowerCase()),
  );
  const most = isNew(context) ? thresholds.hostsOfNewcomer : thresholds.hostsOfMember;
  return hosts.size > most ? `It links to ${hosts.size} different sites.` : null;
};

const folded = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();

const repeatedText: Rule = ({ body, threadId }, { recent }) => {
  const text = folded(body);
  if (text.length < thresholds.sameTextLength) return null;
  const same = recent.filter((post) => folded(post.text) === text);
  const threads = new Set([...same.map((post, at) => post.threadId ?? `new ${at}`), threadId ?? 'new']);
  return threads.size >= thresholds.sameTextThreads
    ? `The same text was written in ${threads.size} threads within an hour.`
    : null;
};

const burst: Rule = ({ operation }, context) => {
  if (!isNew(context) || operation === 'threads.edit') return null;
  const since = new Date(Date.parse(context.now) - thresholds.burstMinutes * 60_000).toISOString();
  const count = context.recent.filter(({ at }) => at >= since).length + 1;
  return count > thresholds.burstPosts
    ? `A new member wrote ${count} posts within ${thresholds.burstMinutes} minutes.`
    : null;
};

/** Between Latin letters: nobody's spelling needs a zero width there. Joiners in emoji and in Persian or Hindi stay. */
const HIDDEN_IN_WORD = /(?<=\p{Script=Latin})[\u200b-\u200d\u2060\ufeff\u00ad](?=\p{Script=Latin})/gu;
/** Overrides of the direction, with which a text reads as another than it is. */
const OVERRIDE = /[\u202d\u202e]/u;
const invisible: Rule = ({ title, body }) => {
  const text = withoutCode(`${title}\n${body}`);
  if (OVERRIDE.test(text)) return 'It holds characters that turn the direction of the text around.';
  const count = (text.match(HIDDEN_IN_WORD) ?? []).filter((mark) => mark !== '\u00ad').length;
  return count >= thresholds.invisibleCharacters ? `It holds ${count} invisible characters within words.` : null;
};

/** Mentions are people's ids, so a look-alike can only be written out: as `@` and a word of two alphabets. */
const lookalikeMention: Rule = ({ title, body }) => {
  const words = withoutCode(`${title}\n${body}`).match(/(?<![\p{L}\p{N}])@[\p{L}\p{M}\p{N}._-]{2,80}/gu) ?? [];
  const mixed = words.find(
    (word) => /\p{Script=Latin}/u.test(word) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word),
  );
  return mixed ? `"${mixed}" mixes letters of two alphabets, as look-alikes of names do.` : null;
};

const rules: readonly Rule[] = [lookalikeMention, invisible, repeatedText, burst, manyLinks];
/** Who answers for the community is not checked. */
const TRUSTED: SpamContext['roles'] = ['facilitator', 'steward', 'sponsor'];

/** Holds back what looks like spam, and says why. Refuses nothing: a person decides. */
export const usualSpamCheck: SpamCheck = async (post, context) => {
  if (context.roles.some((role) => TRUSTED.includes(role))) return 'pass';
  for (const rule of rules) {
    const reason = rule(post, context);
    if (reason !== null) return { hold: reason };
  }
  return 'pass';
};
