import type { Row } from './xml-rows.js';

/** A row of Posts.xml. Times are ISO 8601 in UTC. */
export interface Post {
  readonly id: number;
  readonly type: 'question' | 'answer' | 'other';
  readonly at: string;
  readonly parentId: number | null;
  readonly acceptedAnswerId: number | null;
  readonly author: Author;
  readonly editedAt: string | null;
  readonly closedAt: string | null;
  readonly title: string;
  readonly html: string;
  readonly tags: readonly string[];
}

/** A row of Comments.xml. */
export interface Comment {
  readonly id: number;
  readonly postId: number;
  readonly at: string;
  readonly author: Author;
  readonly text: string;
}

/** A user, or what a deleted account left: a label that says no name. */
export type Author = { readonly userId: number } | { readonly label: string };

/** Whole numbers only, and such as a number holds exactly. */
export function numberOf(value: string | undefined): number | null {
  if (value === undefined || !/^-?\d{1,15}$/.test(value)) return null;
  return Number(value);
}

/** Dumps write times in UTC without saying so. */
export function timeOf(value: string | undefined): string | null {
  if (value === undefined || !/^\d{4}-\d\d-\d\d(T[\d:.]+)?Z?$/.test(value)) return null;
  const time = Date.parse(value.includes('T') && !value.endsWith('Z') ? `${value}Z` : value);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** The tags of a question, as older (`<a><b>`) and newer (`|a|b|`) dumps write them. */
const tagsOf = (value = '') => [...new Set(value.split(/[<>|\s]+/).filter((tag) => tag !== ''))];

const TYPES: Readonly<Record<string, Post['type']>> = { 1: 'question', 2: 'answer' };

const authorOf = (userId: string | undefined, label: string | undefined): Author => {
  const id = numberOf(userId);
  return id === null ? { label: label?.trim() || 'unknown' } : { userId: id };
};

/** The post, or why the row is none. */
export function postOf(row: Row): Post | string {
  const id = numberOf(row.Id);
  const at = timeOf(row.CreationDate);
  if (id === null) return 'has no usable Id';
  if (at === null) return 'has no usable CreationDate';
  return {
    id,
    at,
    type: TYPES[row.PostTypeId ?? ''] ?? 'other',
    parentId: numberOf(row.ParentId),
    acceptedAnswerId: numberOf(row.AcceptedAnswerId),
    author: authorOf(row.OwnerUserId, row.OwnerDisplayName),
    editedAt: timeOf(row.LastEditDate),
    closedAt: timeOf(row.ClosedDate),
    title: row.Title ?? '',
    html: row.Body ?? '',
    tags: tagsOf(row.Tags),
  };
}

/** The comment, or why the row is none. */
export function commentOf(row: Row): Comment | string {
  const id = numberOf(row.Id);
  const postId = numberOf(row.PostId);
  const at = timeOf(row.CreationDate);
  if (id === null) return 'has no usable Id';
  if (postId === null) return 'has no usable PostId';
  if (at === null) return 'has no usable CreationDate';
  return { id, postId, at, author: authorOf(row.UserId, row.UserDisplayName), text: row.Text ?? '' };
}

/** Why posts of the other types stay behind, by PostTypeId. */
export const OTHER_POST_TYPES: Readonly<Record<string, string>> = {
  3: 'is a wiki without a question',
  4: 'is the excerpt of a tag wiki',
  5: 'is a tag wiki',
  6: 'is a nomination in a moderator election',
  7: 'is a placeholder of a wiki',
  8: 'is a privilege wiki',
};

/** Votes that are neither for nor against a post, by VoteTypeId. */
export const OTHER_VOTE_TYPES: Readonly<Record<string, string>> = {
  4: 'is a flag as offensive',
  5: 'is a bookmark',
  6: 'is a vote to close',
  7: 'is a vote to reopen',
  8: 'is the start of a bounty',
  9: 'is the end of a bounty',
  10: 'is a vote to delete',
  11: 'is a vote to undelete',
  12: 'is a flag as spam',
  15: 'is a flag for moderators',
  16: 'is an approval of a suggested edit',
};
