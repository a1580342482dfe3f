import type { Harness, OtherProcess } from '@copkit/storage/conformance';
import { deleteDB } from 'idb';
import { idb } from '../idb.js';

let databases = 0;

/** Databases of a real browser. A page cannot kill a process; the nearest to it is a worker that is terminated. */
export function harness(): Harness {
  return {
    sample: idb('never-opened'),
    create: async () => {
      databases += 1;
      const name = `conformance-${databases}`;
      return {
        open: async () => {
          const adapter = idb(name);
          await adapter.open();
          return adapter;
        },
        reopenInNewProcess: async (writer) => startWorker(name, writer),
        destroy: () => deleteDB(name),
      };
    },
  };
}

function startWorker(database: string, writer: string): OtherProcess {
  const worker = new Worker(new URL(`./writer.ts?${database}&${writer}`, import.meta.url), { type: 'module' });
  const place = `${database} ${writer}`;
  const channel = new BroadcastChannel(place);
  const output = new ReadableStream<string>({
    start(controller) {
      channel.onmessage = ({ data }: MessageEvent<string | null>) => {
        if (data !== null) controller.enqueue(data);
        else {
          channel.close();
          controller.close();
        }
      };
      worker.onerror = ({ message }) => controller.error(new Error(message));
    },
  });
  return {
    output: read(output.getReader()),
    async kill() {
      worker.terminate();
      // A worker goes on for a moment after it was terminated. Its lock is free when it is gone.
      await navigator.locks.request(place, async () => {});
      const last = new BroadcastChannel(place);
      last.postMessage(null);
      last.close();
    },
  };
}

async function* read(reader: ReadableStreamDefaultReader<string>): AsyncGenerator<string> {
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) yield chunk.value;
}
