import { storageConformance } from '@copkit/storage/conformance';
import { harness } from './testing/browser-harness.js';

storageConformance(
  {
    describe,
    it: (name, body) =>
      it(name, function () {
        this.timeout(60_000);
        return body();
      }),
  },
  harness(),
);
