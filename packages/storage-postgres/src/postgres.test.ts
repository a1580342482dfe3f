import { storageConformance } from '@copkit/storage/conformance';
import { describe, inject, it } from 'vitest';
import { harness } from './testing/harness.js';

storageConformance(
  { describe, it },
  harness(() => inject('postgres')),
);
