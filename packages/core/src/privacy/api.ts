import type { Json } from '@copkit/storage';
import type { CallOptions, Page, PageRequest } from '../operations/call.js';
import type { PersonCard } from '../people/api.js';
import type { AuditAct } from './records.js';

/** One document about a person. */
export interface ExportItem {
  /** The kind of document, such as `replies`. */
  readonly collection: string;
  /** The kind in words. */
  readonly title: string;
  /** What the person is to it: its author, whom it concerns, mentioned in it, or author of the post it is about. */
  readonly as: readonly ('author' | 'person' | 'mentioned' | 'post')[];
  readonly communityId: string | null;
  readonly communityName: string | null;
  readonly id: string;
  /** As it is kept; other people are `someone-else`. */
  readonly body: Json;
  /** Fields that are empty here because somebody else wrote them. */
  readonly leftOut: readonly string[];
}

export interface ExportPage {
  readonly format: 'copkit person 1';
  readonly personId: string;
  /** May be none though there is a `next`. */
  readonly items: readonly ExportItem[];
  /** Pass as `after` for more; `null` when that was all. */
  readonly next: string | null;
}

/** What became of a request to be erased. */
export interface ErasureOutcome {
  readonly personId: string;
  /** `pending`: a legal hold stands in the way; it is done when that ends. */
  readonly state: 'erased' | 'pending';
  readonly askedAt: string;
}

export interface PendingErasure {
  readonly person: PersonCard;
  readonly askedAt: string;
  /** Who asked. */
  readonly by: PersonCard;
}

/** A text in which the name of an erased person seems to stand. */
export interface NameHit {
  readonly id: string;
  /** What it is, such as `replies`, and its id. */
  readonly collection: string;
  readonly itemId: string;
  /** The text around it, with what seems to be the name marked. Empty when it is gone. */
  readonly extract: readonly { readonly text: string; readonly match: boolean }[];
  /** The whole name or an id of the host's; otherwise a part of the name, which may be another's. */
  readonly sure: boolean;
  readonly state: 'open' | 'redacted' | 'kept';
  readonly at: string;
}

/** A place where a text was found. */
export interface FoundText {
  readonly communityId: string | null;
  readonly collection: string;
  readonly itemId: string;
  readonly extract: readonly { readonly text: string; readonly match: boolean }[];
}

export interface Hold {
  /** A person, a community or a thread. */
  readonly subjectId: string;
  readonly reason: string;
  readonly until: string | null;
  readonly by: PersonCard;
  readonly at: string;
}

export interface AuditEntry {
  readonly id: string;
  readonly act: AuditAct;
  readonly at: string;
  /** `null` for the system. */
  readonly by: PersonCard | null;
  readonly subjectId: string | null;
  readonly reason: string | null;
  readonly counts: Readonly<Record<string, number>>;
}

export interface RetentionState {
  /** By kind: `90d`, `18m`, `2y`, or `keep`. */
  readonly rules: Readonly<Record<string, string>>;
  /** The last run that was finished or is under way. */
  readonly last: {
    readonly startedAt: string;
    readonly finishedAt: string | null;
    readonly deleted: Readonly<Record<string, number>>;
    readonly held: number;
  } | null;
}

export interface RetentionPreview {
  /** What a run would delete now, by kind. */
  readonly due: Readonly<Record<string, number>>;
  /** What it would leave because of a hold. */
  readonly held: number;
  /** Pass as `after` to go on counting; `null` when all was looked at. */
  readonly next: string | null;
}

/** One kind of document in the register of processing. */
export interface Processing {
  readonly collection: string;
  readonly title: string;
  readonly purpose: string;
  readonly audience: string;
  readonly kept: string;
  readonly shown: string;
  /** Field by field; none where it tells of nobody. */
  readonly personal: readonly { readonly field: string; readonly type: string; readonly what: string }[];
  /** Why it tells of nobody. */
  readonly none: string | null;
}

export interface PrivacyApi {
  /** Everything about the actor, in pages. What is kept, also where it is no longer shown. */
  getMine(input?: { after?: string }, options?: CallOptions): Promise<ExportPage>;
  /** The same about anybody, on their behalf. Audited. */
  exportOf(input: { personId: string; reason: string; after?: string }, options?: CallOptions): Promise<ExportPage>;
  /**
   * Erases the actor, or whom an administrator names: as `people.erase`, but where a legal hold stands in the way the
   * request is kept, and done when the hold ends.
   */
  requestErasure(input: { personId: string }, options?: CallOptions): Promise<ErasureOutcome>;
  listPendingErasures(
    input?: Record<string, never>,
    options?: CallOptions,
  ): Promise<{ readonly items: readonly PendingErasure[] }>;
  /** Texts of a community in which the name of somebody who was erased seems to stand, oldest first. */
  listNameHits(
    input: { communityId: string; state?: NameHit['state'] } & PageRequest,
    options?: CallOptions,
  ): Promise<Page<NameHit>>;
  /** How many of them wait, by community. */
  countNameHits(
    input?: Record<string, never>,
    options?: CallOptions,
  ): Promise<{ readonly communities: readonly { readonly communityId: string; readonly open: number }[] }>;
  /** Takes the name out of the text and of its earlier versions, or says that it is not meant. */
  decideNameHit(
    input: { communityId: string; hitId: string; outcome: 'redacted' | 'kept' },
    options?: CallOptions,
  ): Promise<NameHit>;
  /**
   * Where a text, such as a name that somebody asks about, stands in what is written in communities. In pages, each of
   * them audited, without the text: it may be a name that was erased.
   */
  locateText(
    input: { text: string; reason: string; after?: string },
    options?: CallOptions,
  ): Promise<{ readonly items: readonly FoundText[]; readonly next: string | null }>;
  /** From now on nothing of it is erased or trimmed. Of what is held already it changes the reason and the end. */
  hold(input: { subjectId: string; reason: string; until?: string | null }, options?: CallOptions): Promise<Hold>;
  release(input: { subjectId: string; reason: string }, options?: CallOptions): Promise<{ readonly subjectId: string }>;
  listHolds(input?: Record<string, never>, options?: CallOptions): Promise<{ readonly items: readonly Hold[] }>;
  /** How long what is kept, and what the last run deleted. */
  getRetention(input?: Record<string, never>, options?: CallOptions): Promise<RetentionState>;
  previewRetention(input?: { after?: string }, options?: CallOptions): Promise<RetentionPreview>;
  /** What is kept about people, why, who sees it and how long: the register of processing. */
  getRegister(input?: Record<string, never>, options?: CallOptions): Promise<{ readonly items: readonly Processing[] }>;
  /** The newest first. */
  listAudit(input?: PageRequest, options?: CallOptions): Promise<Page<AuditEntry>>;
}

declare module '../api.js' {
  interface CopkitApi {
    readonly privacy: PrivacyApi;
  }
}
