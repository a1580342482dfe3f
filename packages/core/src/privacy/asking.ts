import type { StorageAdapter } from '@copkit/storage';
import { adopters } from '../adoptions/records.js';
import { reader } from '../store/reader.js';
import { replies, threads } from '../threads/records.js';
import type { Asking } from './concerns.js';

/** Looks it up in the store. */
export function askingStore(storage: Pick<StorageAdapter, 'get'>): Asking {
  const within = (partition: string) => reader(storage as StorageAdapter, partition);
  return {
    async authorsOf(partition, postId) {
      const post = await (postId.startsWith('t_')
        ? within(partition).get(threads, postId)
        : within(partition).get(replies, postId));
      return post ? [post.authorId] : [];
    },
    async adoptersOf(partition, adoptionId) {
      const found = await within(partition).get(adopters, adoptionId);
      const ids = found ? [found.adopterId, found.claimantId, found.corroboratorId] : [];
      return ids.filter((id) => id !== null);
    },
  };
}
