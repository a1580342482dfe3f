import { writeUntilKilled } from '@copkit/storage/conformance';
import { idb } from '../idb.js';

// A worker: `?database&writer` in its address say where and as whom it writes.
const [database = '', writer = ''] = new URLSearchParams(location.search).keys();
await writeUntilKilled(idb(database), writer, (text) => postMessage(text));
