import { accessSync, constants, existsSync, readdirSync, statfsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { leavesOf, shape } from '../config/leaves.js';
import type { Config } from '../config/load.js';
import type { Settings } from '../config/schema.js';
import { isSecret } from '../config/secrets.js';
import { type Finding, fail, ok, warn } from './finding.js';

const OTHERS_READ = 0o004;
const OTHERS_WRITE = 0o002;
const GROUP_WRITE = 0o020;
const LEAST_BYTES = 100_000_000;
const HOUR_MS = 3_600_000;

const megabytes = (bytes: number) => `${Math.round(bytes / 1_000_000).toLocaleString('en')} MB`;

/** Whether the configuration keeps its secrets, and whether it is the operator's alone to write. */
export function configFile({ file, effective, unknownVariables }: Config): readonly Finding[] {
  const unknown = unknownVariables.map((variable) =>
    warn(
      'config',
      `the variable ${variable} is no setting and is not read`,
      'Remove it, or see "copkit config" for its name.',
    ),
  );
  if (file === null) return [ok('config', 'no file; variables, flags and defaults are in order'), ...unknown];
  const { mode } = statSync(file);
  const secrets = new Set(
    leavesOf(shape())
      .filter((leaf) => isSecret(leaf.shape))
      .map(({ key }) => key),
  );
  const holdsSecret = effective.some(
    ({ key, origin, value }) => secrets.has(key) && origin.startsWith(`${file}:`) && value !== undefined,
  );
  if (holdsSecret && mode & OTHERS_READ)
    return [
      fail('config', `${file} holds secrets and everybody on this machine may read it`, `chmod 640 ${file}`),
      ...unknown,
    ];
  if (mode & (OTHERS_WRITE | GROUP_WRITE))
    return [fail('config', `${file} may be written by others than its owner`, `chmod go-w ${file}`), ...unknown];
  return [ok('config', `${file} is in order`), ...unknown];
}

/** Whether files that hold nothing but secrets are the service's alone. */
export function secretFiles({ secretFiles: files }: Pick<Config, 'secretFiles'>): readonly Finding[] {
  return files.map((file) => {
    const { mode } = statSync(file);
    if (mode & (OTHERS_WRITE | GROUP_WRITE))
      return fail('secret file', `${file} may be written by others than its owner`, `chmod 400 ${file}`);
    if (mode & OTHERS_READ)
      return warn(
        'secret file',
        `everybody on this machine may read ${file}`,
        `chmod 400 ${file}; of a container, "mode: 0400" of the secret (Docker) or defaultMode: 0400 (Kubernetes).`,
      );
    return ok('secret file', `${file} is in order`);
  });
}

/** Whether the folder of a SQLite store can be written, is nobody else's to read, and has room. */
export function dataFolder(data: string): readonly Finding[] {
  const folder = dirname(resolve(data));
  if (!existsSync(folder)) return [fail('data folder', `${folder} does not exist`, `mkdir -p ${folder}`)];
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    return [
      fail('data folder', `${folder} may not be written by this user`, `Make the user of the service its owner.`),
    ];
  }
  return [readersOf(data, folder), ...room(data, folder)];
}

function readersOf(data: string, folder: string): Finding {
  const folderIsOpen = (statSync(folder).mode & 0o005) !== 0;
  const open = [data, `${data}-wal`, `${data}-search`].find(
    (file) => existsSync(file) && statSync(file).mode & OTHERS_READ,
  );
  if (open !== undefined && folderIsOpen)
    return warn(
      'data folder',
      `everybody on this machine may read ${open}`,
      `chmod 700 ${folder}, or chmod 600 ${open}`,
    );
  return ok('data folder', `${folder} can be written`);
}

function room(data: string, folder: string): readonly Finding[] {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const size = existsSync(data) ? statSync(data).size : 0;
  if (free < LEAST_BYTES) return [fail('disk', `${megabytes(free)} left in ${folder}`, 'Make room: writes fail soon.')];
  // A backup beside it is one more, and so is a search index that is made again.
  if (free < 2 * size)
    return [
      warn('disk', `${megabytes(free)} left, for a store of ${megabytes(size)}`, 'Make room for twice the store.'),
    ];
  return [ok('disk', `${megabytes(free)} left`)];
}

/** How old the newest backup is. */
export function backups({ directory, maxAgeHours }: Settings['backups'], now: Date): Finding {
  if (directory === undefined)
    return warn(
      'backups',
      'nobody looks after them here',
      'Set backups.directory to where they lie; see docs/operating/backup.md.',
    );
  if (!existsSync(directory))
    return fail('backups', `${directory} does not exist`, 'Make a backup, or correct backups.directory.');
  const times = readdirSync(directory)
    .map((name) => statSync(join(directory, name)))
    .filter((entry) => entry.isFile() && entry.size > 0)
    .map(({ mtimeMs }) => mtimeMs);
  if (times.length === 0)
    return fail('backups', `there is none in ${directory}`, 'Make one: copkit backup, or pg_dump.');
  const hours = Math.floor((now.getTime() - Math.max(...times)) / HOUR_MS);
  if (hours > maxAgeHours)
    return fail(
      'backups',
      `the newest is ${hours} hours old`,
      `Find out why none was made in the last ${maxAgeHours} hours.`,
    );
  return ok('backups', `the newest is ${hours} hours old`);
}
