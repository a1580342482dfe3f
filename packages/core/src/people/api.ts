import type { CallOptions, Ext } from '../operations/call.js';

/** A person as others see them. `name` is `null` for former members and nameless authors. */
export interface PersonCard {
  readonly id: string;
  readonly name: string | null;
  /** The organisation unit's name. */
  readonly unit: string | null;
  readonly jobTitle: string | null;
}

export interface Person extends PersonCard {
  readonly unitId: string | null;
  readonly locale: string | null;
  readonly ext: Ext;
}

export interface Me extends Person {
  /** May manage units, topics and people of the organisation. */
  readonly admin: boolean;
  readonly unitHistory: readonly { readonly unitId: string | null; readonly from: string }[];
}

export interface PersonImport {
  readonly hostId: string;
  /** `null` for a person who is to stay nameless. */
  readonly name: string | null;
  readonly unit?: string;
  readonly jobTitle?: string;
  readonly locale?: string;
  /** When the unit began, ISO 8601; now where absent. */
  readonly since?: string;
}

export interface OutcomeOfImport {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Left out, because the person was erased and has not signed in since. */
  readonly erased: number;
  /** Person ids in the order of the input, `null` for who was left out. */
  readonly ids: readonly (string | null)[];
}

export interface PeopleApi {
  getMe(input?: Record<string, never>, options?: CallOptions): Promise<Me>;
  get(input: { personId: string }, options?: CallOptions): Promise<Person>;
  /** For mentions and invitations: people whose name begins with the text, in one community or everywhere. At most 20. */
  search(
    input: { text: string; communityId?: string; limit?: number },
    options?: CallOptions,
  ): Promise<{ readonly items: readonly PersonCard[] }>;
  /** The actor's own profile. What is changed here stays, whatever the host says of it later. */
  update(input: { jobTitle?: string | null; locale?: string | null; ext?: Ext }, options?: CallOptions): Promise<Me>;
  /** From the host's directory, before people sign in. Known people are updated. At most 500 a call. */
  import(input: { people: readonly PersonImport[] }, options?: CallOptions): Promise<OutcomeOfImport>;
  /**
   * Removes the name, the host id and the profile, and ends all memberships; what the person wrote
   * stays, nameless. Nothing stands in its way: a community whose last facilitator goes says that it
   * needs one, see `membership.appoint`.
   */
  erase(input: { personId: string }, options?: CallOptions): Promise<{ readonly personId: string }>;
}

export interface Unit {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
}

export interface UnitsApi {
  list(input?: Record<string, never>, options?: CallOptions): Promise<{ readonly items: readonly Unit[] }>;
  define(input: { id: string; name: string; parentId?: string | null }, options?: CallOptions): Promise<Unit>;
}
