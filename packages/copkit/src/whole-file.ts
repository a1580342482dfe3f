import { existsSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Failure } from './failure.js';

/** A file that is there when it is complete, and that nobody else may read. */
export async function writeWhole(
  file: string,
  parts: AsyncIterable<string> | Iterable<string>,
  signal: AbortSignal,
): Promise<void> {
  const folder = dirname(resolve(file));
  if (!existsSync(folder)) throw new Failure(`the folder ${folder} does not exist.`);
  const making = `${file}.making-${process.pid}`;
  const to = await open(making, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    // Whoever named the file knows nothing of another one.
    throw Object.assign(error, { path: file });
  });
  try {
    for await (const part of parts) {
      signal.throwIfAborted();
      await to.appendFile(part);
    }
    await to.sync();
    await to.close();
    renameSync(making, file);
  } catch (error) {
    await to.close().catch(() => {});
    rmSync(making, { force: true });
    throw error;
  }
}
