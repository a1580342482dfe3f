import { embeddedLimits, type StorageAdapter } from '@copkit/storage';

/**
 * A store in your database: copy this file and write one method after the other. The kit says what is next.
 * @param _place where the store lies: a folder, a file, a connection string.
 */
export function yourStore(_place: string): StorageAdapter {
  return {
    name: 'your store',
    capabilities: { durability: 'none', sharing: 'instance', limits: embeddedLimits },
    open: () => notWritten('open'),
    close: () => notWritten('close'),
    get: () => notWritten('get'),
    commit: () => notWritten('commit'),
    scan: () => notWritten('scan'),
    changes: () => notWritten('changes'),
    heads: () => notWritten('heads'),
    listPartitions: () => notWritten('listPartitions'),
    purge: () => notWritten('purge'),
    compact: () => notWritten('compact'),
  };
}

function notWritten(method: string): Promise<never> {
  return Promise.reject(new Error(`${method} is not written yet.`));
}
