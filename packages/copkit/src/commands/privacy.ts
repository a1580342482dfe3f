import { existsSync, readFileSync } from 'node:fs';
import type { Copkit } from '@copkit/core';
import {
  type ErasureList,
  erasureListSchema,
  everythingAbout,
  personHtml,
  personJson,
  type Reapplied,
  registerMarkdown,
} from '@copkit/core/privacy';
import { loadConfig } from '../config/load.js';
import { counted } from '../counted.js';
import { organisationExtensions } from '../extensions.js';
import { EXIT, Failure } from '../failure.js';
import { isDatabase, nameOfStore, withStore } from '../store.js';
import { table } from '../table.js';
import type { Terminal } from '../terminal.js';
import { writeWhole } from '../whole-file.js';

interface Options {
  readonly data: string;
  readonly json?: boolean;
}

const PERSON_ID = /^p_[0-9a-f][0-9a-z]{16}$/;

/** Everything about a person into a file, which is there when it is complete. */
export async function exportPerson(
  person: string,
  file: string,
  { reason, ...options }: Options & { reason: string },
  terminal: Terminal,
): Promise<number> {
  if (existsSync(file)) throw new Failure(`${file} exists already; name a new file.`);
  const parts = /\.html?$/i.test(file) ? personHtml : personJson;
  let documents = 0;
  await withStore({ file: options.data, create: false }, terminal, async (cop) => {
    const system = cop.system({ name: 'privacy export' });
    const personId = await personOf(cop, person);
    const items = counting(
      everythingAbout((after) => system.privacy.exportOf({ personId, reason, ...(after ? { after } : {}) })),
      () => documents++,
    );
    await writeWhole(file, parts({ personId, madeAt: new Date().toISOString(), items }), terminal.signal);
  });
  return said({ file, documents }, options, terminal, `${counted(documents, 'document')} about ${person} in ${file}`);
}

async function* counting<T>(items: AsyncIterable<T>, count: () => void): AsyncGenerator<T> {
  for await (const item of items) {
    count();
    yield item;
  }
}

async function personOf(cop: Copkit, person: string): Promise<string> {
  if (PERSON_ID.test(person)) return person;
  const system = cop.system({ name: 'privacy export' });
  const { personId } = await system.privacyOffice.findPerson({ hostId: person });
  if (personId !== null) return personId;
  // People are found by the beginning of one word of their name; the longest is the rarest.
  const [text = person] = person.split(/\s+/).sort((a, b) => b.length - a.length);
  const { items } = await system.people.search({ text, limit: 20 });
  const same = items.filter(({ name }) => name?.toLowerCase() === person.toLowerCase());
  const [found] = same;
  if (!found)
    throw new Failure(
      `Nobody here is called "${person}". Give the whole name, the id that the sign-on knows them by, or their id here (p_…).`,
    );
  if (same.length > 1)
    throw new Failure(
      `${same.length} people are called "${person}": give the id that the sign-on knows them by, or ${same.map(({ id }) => id).join(' or ')}.`,
    );
  return found.id;
}

/** Who was erased, without who they were. */
export async function writeErasures(file: string, options: Options, terminal: Terminal): Promise<number> {
  const list = await withStore({ file: options.data, create: false }, terminal, (cop) =>
    cop.system({ name: 'privacy' }).privacyOffice.getErasures(),
  );
  await writeWhole(file, [`${JSON.stringify(list, null, 2)}\n`], terminal.signal);
  const { length } = list.erasures;
  return said({ file, erasures: length }, options, terminal, `${counted(length, 'erasure')} in ${file}`);
}

export async function reapply(file: string, options: Options, terminal: Terminal): Promise<number> {
  const list = erasureList(file);
  const done = await withStore({ file: options.data, create: false }, terminal, (cop) => reapplied(cop, list));
  await scrubbed(options.data);
  return said(done, options, terminal, reappliedInWords(done));
}

/** Leaves nothing in the files of what was deleted. A database of PostgreSQL does so by itself, in time. */
export async function scrub(options: Options, terminal: Terminal): Promise<number> {
  if (isDatabase(options.data))
    throw new Failure('PostgreSQL takes away what was deleted by VACUUM, which runs by itself, or run it by hand.');
  await scrubbed(options.data);
  return said({ file: options.data }, options, terminal, `Nothing that was deleted is left in ${options.data}.`);
}

export async function scrubbed(data: string): Promise<void> {
  if (isDatabase(data)) return;
  const { scrubSqlite } = await import('@copkit/storage-sqlite');
  await scrubSqlite(data);
}

export const reapplied = (cop: Copkit, list: ErasureList): Promise<Reapplied> =>
  cop.system({ name: 'privacy reapply' }).privacyOffice.reapply(list);

/** As the file says; what is wrong with it is told when it is applied. */
export function erasureList(file: string): ErasureList {
  if (!existsSync(file)) throw new Failure(`${file} does not exist.`);
  try {
    return erasureListSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new Failure(`${file} is no erasure list of "copkit privacy erasures".`, { cause: error });
  }
}

export function reappliedInWords({ erased, pending, redacted, open: waiting, unknown }: Reapplied): string {
  const were = (count: number) => (count === 1 ? 'was' : 'were');
  return [
    `${counted(erased, 'person', 'people')} ${were(erased)} erased again, ${unknown} needed no erasing.`,
    `Their names were taken out of ${counted(redacted, 'text')}.`,
    ...(pending > 0 ? [`Held, and erased when the hold ends: ${pending}.`] : []),
    ...(waiting > 0 ? [`More texts that may name them: ${waiting}. See privacy.countNameHits.`] : []),
  ].join('\n');
}

interface Configured extends Options {
  readonly config?: string;
}

const rulesIn = ({ config }: Configured) =>
  loadConfig({ env: process.env, file: config ?? process.env.COPKIT_CONFIG }).settings.retention;

/** What a run by the rules would delete. */
export async function previewRetention(options: Configured, terminal: Terminal): Promise<number> {
  const retention = rulesIn(options);
  const counts: Record<string, number> = {};
  let held = 0;
  await withStore(
    {
      file: options.data,
      create: false,
      options: () => ({ extensions: organisationExtensions({ retention, trims: false }) }),
    },
    terminal,
    async (cop) => {
      const { privacy: office } = cop.system({ name: 'privacy retention' });
      let after: string | undefined;
      do {
        terminal.signal.throwIfAborted();
        const part = await office.previewRetention(after ? { after } : {});
        for (const [kind, count] of Object.entries(part.due)) counts[kind] = (counts[kind] ?? 0) + count;
        held += part.held;
        after = part.next ?? undefined;
      } while (after);
    },
  );
  const rows = Object.entries(retention).map(([kind, rule]) => [counts[kind] ?? 0, `${kind} (${rule})`] as const);
  const words = `${table(rows.map(([count, what]) => [count, what]))}\nHeld, and staying: ${held}.`;
  return said({ rules: retention, due: counts, held }, options, terminal, words);
}

export async function printRegister(options: Configured, terminal: Terminal): Promise<number> {
  const retention = rulesIn(options);
  const { items } = await withStore(
    {
      file: options.data,
      create: false,
      options: () => ({ extensions: organisationExtensions({ retention, trims: false }) }),
    },
    terminal,
    (cop) => cop.system({ name: 'privacy register' }).privacy.getRegister(),
  );
  terminal.out(
    options.json
      ? JSON.stringify(items, null, 2)
      : `# Register of processing of ${nameOfStore(options.data)}\n\n${registerMarkdown(items)}`,
  );
  return EXIT.ok;
}

function said(facts: object, { json }: Options, terminal: Terminal, sentence: string): number {
  terminal.out(json ? JSON.stringify(facts) : sentence);
  return EXIT.ok;
}
