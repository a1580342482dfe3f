import * as z from 'zod';
import { languageTag, moment, shortText } from '../operations/text.js';

/** Who the host says is signed in. Never taken from an operation's input. */
export interface Identity {
  /** The host's own id of the person; never shown and never used as an id inside copkit. */
  readonly hostId: string;
  readonly name: string;
  /** The host's id of the person's organisation unit. */
  readonly unit?: string;
  /** How the unit is called, where the id is not its name. */
  readonly unitName?: string;
  readonly jobTitle?: string;
  readonly locale?: string;
  /** When the sign-on said all this, ISO 8601: what an older one says is not taken over. */
  readonly issuedAt?: string;
  /** May manage people, units and topics of the organisation. */
  readonly admin?: boolean;
}

export const identitySchema: z.ZodType<Identity> = z.strictObject({
  hostId: shortText(200),
  name: shortText(200),
  unit: shortText(100).optional(),
  unitName: shortText(200).optional(),
  jobTitle: shortText(200).optional(),
  locale: languageTag().optional(),
  issuedAt: moment().optional(),
  admin: z.boolean().optional(),
});

/** Who acts: a person with a minted id, or the system for jobs and importers. */
export type Actor =
  | { readonly kind: 'person'; readonly id: string; readonly admin: boolean }
  | { readonly kind: 'system'; readonly id: 'system'; readonly name: string };

export const systemActor = (name: string): Actor => ({ kind: 'system', id: 'system', name });
