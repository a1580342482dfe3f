import { dequal } from 'dequal/lite';
import type { Identity } from '../identity/identity.js';
import { utc } from '../operations/text.js';
import type { PersonImport } from './api.js';
import { currentUnit, type PersonRecord } from './records.js';

/** So long sessions that were begun before a move may still say the unit from before. */
const SETTLES_MS = 3_600_000;
const MOST_UNITS = 100;

export interface Telling {
  /** Of who is not known yet. */
  readonly id: string;
  readonly told: Omit<PersonImport, 'since'> & Pick<Identity, 'issuedAt'>;
  /** When the unit began. */
  readonly since: string;
  readonly now: string;
  readonly origin: 'live' | 'imported';
}

/**
 * The person as the host tells of them now. What is not told stays as it is, and so does what the person changed
 * here. Of two sign-ons that disagree the one that was issued later holds.
 */
export function takenOver(known: PersonRecord | null, telling: Telling): PersonRecord {
  const { told, now, origin } = telling;
  const issuedAt = told.issuedAt === undefined ? null : utc(told.issuedAt);
  const toldAt = known?.toldAt ?? null;
  if (known && issuedAt !== null && toldAt !== null && issuedAt < toldAt) return known;
  const own = (field: 'jobTitle' | 'locale') => known?.changedHere.includes(field) ?? false;
  const record: PersonRecord = {
    id: known?.id ?? telling.id,
    hostId: told.hostId,
    name: told.name,
    jobTitle: (own('jobTitle') ? null : told.jobTitle) ?? known?.jobTitle ?? null,
    locale: (own('locale') ? null : told.locale) ?? known?.locale ?? null,
    changedHere: known?.changedHere ?? [],
    units: unitsAfter(known, telling, issuedAt !== null && (toldAt === null || issuedAt > toldAt)),
    toldAt,
    createdAt: known?.createdAt ?? now,
    erasedAt: null,
    ...(known?.suspension && { suspension: known.suspension }),
    origin: known?.origin ?? origin,
    ext: known?.ext ?? {},
  };
  // Kept with a change only, which spares a write for every token.
  return dequal(record, known) ? record : { ...record, toldAt: (origin === 'imported' ? now : issuedAt) ?? toldAt };
}

function unitsAfter(known: PersonRecord | null, telling: Telling, newer: boolean): PersonRecord['units'] {
  const { told, since, now, origin } = telling;
  const history = known?.units ?? [];
  const unitId = told.unit ?? null;
  if (unitId === null || (known && currentUnit(known) === unitId)) return history;
  const hourAgo = new Date(Date.parse(now) - SETTLES_MS).toISOString();
  const justLeft = history.some((entry, at) => entry.unitId === unitId && (history[at + 1]?.from ?? '') > hourAgo);
  if (origin === 'live' && justLeft && !newer) return history;
  const from = since < (history.at(-1)?.from ?? '') ? now : since;
  return [...history, { unitId, from }].slice(-MOST_UNITS);
}
