import { CopkitError } from '../errors.js';
import { derive } from '../identity/ids.js';
import type { WriteContext } from '../operations/context.js';
import type { PartitionReader } from '../store/reader.js';
import type { Subject, SubjectInput } from './api.js';
import { subjects } from './records.js';

const LONGEST = 300;
const TITLE = 300;
const CHARACTERS = /^[\p{L}\p{M}\p{N}._/#+()&,'-]+( [\p{L}\p{M}\p{N}._/#+()&,'-]+)*$/u;

const wrong = (what: string, field: string) => new CopkitError('invalid', `${field}: ${what}`, field);

/**
 * The one way to write a key: `procedure:OP-114` with a kind in lower case, a URL without its fragment and closing
 * slash, or a plain name.
 * @throws CopkitError `invalid` where it could not be told from another, or has unknown characters.
 */
export function subjectKey(text: string, field = 'subject'): string {
  const flat = text.normalize('NFC').replace(/\s+/gu, ' ').trim();
  if (flat === '') throw wrong('must not be empty', field);
  if (flat.length > LONGEST) throw wrong(`must have at most ${LONGEST} characters`, field);
  if (/^https?:/i.test(flat)) return pageAddress(flat, field).replace(/\/$/, '');
  const [, kind, name = ''] = /^(?:([A-Za-z][A-Za-z0-9-]{0,29}): ?)?(.*)$/u.exec(flat) ?? [];
  if (!CHARACTERS.test(name)) {
    throw wrong("may have letters, digits, spaces and any of . _ / # + ( ) & , ' - after a kind and a colon", field);
  }
  return kind === undefined ? name : `${kind.toLowerCase()}:${name}`;
}

/** An absolute address on the web without its fragment. */
function pageAddress(text: string, field: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) {
    throw wrong('must be an address such as https://intranet.example.org/procedures/114', field);
  }
  url.hash = '';
  if (url.href.length > LONGEST * 2) throw wrong(`must have at most ${LONGEST} characters`, field);
  return url.href;
}

/** Where a subject stands; keys that differ in case alone are one. */
export const subjectId = (key: string): string =>
  derive(`subject ${/^https?:/.test(key) ? key : key.toLowerCase()}`, 20);

/**
 * The key under which the subject is known here. Its title and address are taken over: a page that was renamed says so
 * with the next thing written about it.
 */
export async function takeSubject(context: WriteContext, input: SubjectInput, field = 'subject'): Promise<string> {
  const told = typeof input === 'string' ? { key: input } : input;
  const within = typeof input === 'string' ? field : `${field}.key`;
  const key = subjectKey(told.key, within);
  const title = told.title?.replace(/\s+/gu, ' ').trim();
  if (title !== undefined && title.length > TITLE)
    throw wrong(`must have at most ${TITLE} characters`, `${field}.title`);
  const url = told.url === undefined ? undefined : pageAddress(told.url, `${field}.url`);
  const id = subjectId(key);
  const known = await context.get(subjects, id);
  const subject: Subject = {
    key: known?.key ?? key,
    title: title || (known?.title ?? null),
    url: url ?? known?.url ?? (/^https?:/.test(key) ? key : null),
  };
  if (!known || known.title !== subject.title || known.url !== subject.url) context.put(subjects, id, subject);
  return subject.key;
}

export async function takeSubjects(context: WriteContext, inputs: readonly SubjectInput[]): Promise<string[]> {
  const keys: string[] = [];
  for (const [at, input] of inputs.entries()) {
    const key = await takeSubject(context, input, `subjects.${at}`);
    if (!keys.includes(key)) keys.push(key);
  }
  return keys;
}

/** Subjects by their keys; of one that nothing is known of, the key alone. */
export async function subjectsOf(home: PartitionReader, keys: Iterable<string>): Promise<ReadonlyMap<string, Subject>> {
  const wanted = [...new Set(keys)];
  const found = await home.getMany(subjects, wanted.map(subjectId));
  return new Map(wanted.map((key, at) => [key, found[at] ?? { key, title: null, url: null }]));
}
