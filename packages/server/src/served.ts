import type { CallOptions, Watch } from '@copkit/core';
import type * as z from 'zod';

/** Who the host's sign-on says is calling. */
export interface Identity {
  readonly hostId: string;
  readonly name: string;
  readonly unit?: string;
  readonly unitName?: string;
  readonly jobTitle?: string;
  readonly locale?: string;
  readonly admin?: boolean;
}

export interface ServedOperation {
  readonly name: string;
  readonly kind: 'read' | 'write';
  readonly input: z.ZodType;
  /** `false`: for the system only, not reachable over HTTP. */
  readonly exposed: boolean;
}

/** What the server needs of a copkit; `createCopkit` gives it. */
export interface ServedCopkit {
  readonly operations: readonly ServedOperation[];
  as(identity: Identity): {
    call(name: string, input: unknown, options?: CallOptions): Promise<unknown>;
    readonly watch: Watch;
  };
}
