import type { CallOptions } from '../operations/call.js';

/** What is kept apart from backups, and applied to whatever is restored from them. No name and no host id is in it. */
export interface ErasureList {
  readonly format: 'copkit erasures 1';
  /** ISO 8601. */
  readonly madeAt: string;
  readonly erasures: readonly {
    readonly personId: string;
    readonly erasedAt: string;
    readonly salt: string;
    /** Salted hash of the host id; `null` for who had none. */
    readonly hostHash: string | null;
  }[];
  /** Texts out of which the name of an erased person was taken. */
  readonly redactions: readonly { readonly personId: string; readonly communityId: string; readonly hitId: string }[];
}

export interface Reapplied {
  /** People who were erased again. */
  readonly erased: number;
  /** Who is held, and is erased when the hold ends. */
  readonly pending: number;
  /** Entries about people whom this store does not know, or knows as erased. */
  readonly unknown: number;
  /** Texts out of which their names were taken again. */
  readonly redacted: number;
  /** Texts that somebody has to look at. */
  readonly open: number;
}

/** What only who runs copkit may do: `cop.system({ name }).privacyOffice`. */
export interface PrivacyOfficeApi {
  /** Everybody who was erased, without their names, to be kept apart from backups. */
  getErasures(input?: Record<string, never>, options?: CallOptions): Promise<ErasureList>;
  /** Whom the sign-on knows by an id; `null` for nobody, and for who was erased. */
  findPerson(input: { hostId: string }, options?: CallOptions): Promise<{ readonly personId: string | null }>;
  /** Erases again, after a backup was restored, whoever is in the list. */
  reapply(input: ErasureList, options?: CallOptions): Promise<Reapplied>;
  /** Notes in the audit that single acts of people, under their ids, were handed out. */
  noteRawExport(input: { subjectId: string | null; reason: string }, options?: CallOptions): Promise<{ noted: true }>;
}

declare module '../copkit.js' {
  interface SystemApi {
    readonly privacyOffice: PrivacyOfficeApi;
  }
}
