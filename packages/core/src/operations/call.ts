/** Options every operation takes. */
export interface CallOptions {
  readonly signal?: AbortSignal;
  /**
   * Names a mutation, 1 to 64 characters of `A-Z a-z 0-9 _ - : .`. Two calls by the same person with
   * the same id that write to the same home, one community or one person's own things, are one mutation: the second
   * gets the first one's answer. Made up where absent.
   */
  readonly mutationId?: string;
  /** Over HTTP: hears of each piece of a long answer, such as an export. In process there is nothing to wait for. */
  readonly onProgress?: (progress: Progress) => void;
}

/** How far an answer has come, in bytes. */
export interface Progress {
  readonly received: number;
  /** `null` where it is not known, as of compressed answers. */
  readonly total: number | null;
}

/** What a transport may ask for besides. */
export interface TransportOptions extends CallOptions {
  /** Hears of each partition that the answer of a steady read is made from, before it is read. */
  readonly onRead?: (partition: string) => void;
  /**
   * A read may be given what others read as well, while nothing changed. For transports that send the answer away:
   * nobody may change what is in it.
   */
  readonly shared?: boolean;
  /**
   * Asked for what others were answered, once it is known that whoever asks may have it and would get the same. Where it
   * finds something, that is the call's output.
   */
  readonly alike?: () => Promise<unknown>;
}

/** One page of a longer list. `null` where there is nothing further in that direction. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Pass as `after` for the following items. */
  readonly next: string | null;
  /** Pass as `before` for the preceding items. */
  readonly previous: string | null;
}

export interface PageRequest {
  /** 1 to 100; 50 where absent. */
  readonly limit?: number;
  readonly after?: string;
  readonly before?: string;
}

/** The host's own fields: namespace, then a value that its registered schema accepts. */
export type Ext = Readonly<Record<string, unknown>>;
