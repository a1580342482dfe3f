import { writeUntilKilled } from '@copkit/storage/conformance';
import { idb } from '../idb.js';

// A worker: `?database&writer` in its address say where and as whom it writes.
const [database = '', writer = ''] = new URLSearchParams(location.search).keys();
const place = `${database} ${writer}`;
// What a worker posts to its page is lost when it is terminated; what it tells the whole site is not.
const channel = new BroadcastChannel(place);
// Held until the worker is gone.
await new Promise<void>((resolve) => {
  void navigator.locks.request(place, () => {
    resolve();
    return new Promise(() => {});
  });
});
await writeUntilKilled(idb(database), writer, (text) => channel.postMessage(text));
