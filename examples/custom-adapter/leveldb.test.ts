import { storageConformance } from '@copkit/storage/conformance';
import { describe, it } from 'vitest';
import { harness } from './testing/harness.js';

storageConformance({ describe, it: (name, body) => it(name, body, 60_000) }, harness());
