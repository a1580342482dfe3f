import { type Copkit, type CopkitApi, createCopkit, type Identity } from '@copkit/core';
import { memory, type StorageAdapter } from '@copkit/storage';

export { CopMemoryProvider } from './memory-provider/memory-provider.component.js';
export { register } from './memory-provider/memory-provider.js';

export interface MemoryOptions {
  /** Who uses the page. */
  readonly identity: Identity;
  /** Where the community lives; in memory, gone with the page, where absent. `idb('name')` keeps it in the browser. */
  readonly storage?: StorageAdapter;
  /** Fills an empty store. Not called for one that has content. */
  readonly seed?: (cop: Copkit) => Promise<void>;
}

/** The API of one person, for a provider's `api`, and the whole behind it. */
export type MemoryApi = CopkitApi & { readonly cop: Copkit };

/**
 * A whole community in the page, without a server, for demos and tests:
 * ```ts
 * provider.api = await memoryProvider({ identity: { hostId: 'ada', name: 'Ada Byron' } });
 * ```
 * `api.cop.as(identity)` gives the same community to somebody else; `api.cop.close()` ends it.
 */
export const memoryProvider = async ({ identity, storage = memory(), seed }: MemoryOptions): Promise<MemoryApi> => {
  const [{ evaluation }, { expertise }] = await Promise.all([
    import('@copkit/core/evaluation'),
    import('@copkit/core/expertise'),
  ]);
  const cop = await createCopkit({ storage, extensions: [expertise(), evaluation()] });
  if (seed && (await cop.stats()).communities === 0) await seed(cop);
  return Object.assign(cop.as(identity), { cop });
};
