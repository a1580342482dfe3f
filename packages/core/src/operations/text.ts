import * as z from 'zod';

/** Control characters do no good in text, save tab and line ends; lone surrogates are not text at all. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
const LINE_BREAK = /[\r\n\u2028\u2029]/;

const clean = (text: string) => !CONTROL.test(text) && text.isWellFormed();

/** One line that says something: names, titles, labels. */
export const shortText = (max: number) =>
  z
    .string()
    .max(max, `must have at most ${max} characters`)
    .refine((text) => text.trim().length > 0, 'must not be empty')
    .refine((text) => clean(text) && !LINE_BREAK.test(text), 'must be one line without control characters');

/** Text of several lines, such as Markdown; may be empty. */
export const longText = (max: number) =>
  z.string().max(max, `must have at most ${max} characters`).refine(clean, 'must not contain control characters');

export const idText = (pattern: RegExp, what: string) => z.string().regex(pattern, `is not the id of a ${what}`);

/** A language tag of BCP 47, such as `de-AT`. */
export const languageTag = () =>
  z
    .string()
    .regex(/^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8})*$/, 'must be a language tag such as de-AT')
    .max(35);

/** The moment as it is kept and compared: ISO 8601 in UTC with milliseconds. */
export const utc = (moment: string): string => new Date(moment).toISOString();

/** A moment in ISO 8601 and UTC, with or without fractions of a second: `utc` makes moments comparable. */
export const moment = () => z.iso.datetime('must be a moment in UTC such as 2026-01-31T12:00:00.000Z');
