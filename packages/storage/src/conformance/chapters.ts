import { atomicCommits } from './atomic-commits.js';
import { badInput } from './bad-input.js';
import { concurrency } from './concurrency.js';
import { conflicts } from './conflicts.js';
import { crash } from './crash.js';
import { durability } from './durability.js';
import { expectations } from './expectations.js';
import { feedOrder } from './feed-order.js';
import { feedReaders } from './feed-readers.js';
import { histories } from './histories.js';
import type { Chapter } from './kit.js';
import { limits } from './limits.js';
import { openingAndHints } from './opening-and-hints.js';
import { partitions } from './partitions.js';
import { revisions } from './revisions.js';
import { roundTrips } from './round-trips.js';
import { scans } from './scans.js';
import { soak } from './soak.js';
import { unknownOutcomes } from './unknown-outcomes.js';
import { visibility } from './visibility.js';

/** The promises in their order, then what shows several of them together. */
export const chapters: readonly Chapter[] = [
  atomicCommits,
  expectations,
  visibility,
  revisions,
  feedOrder,
  scans,
  conflicts,
  durability,
  partitions,
  limits,
  roundTrips,
  openingAndHints,
  badInput,
  unknownOutcomes,
  concurrency,
  feedReaders,
  histories,
  crash,
  soak,
];
