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

/** A moment: ISO 8601 in UTC with milliseconds, as `Date.prototype.toISOString` writes it. */
export const moment = () => z.iso.datetime('must be a moment in UTC such as 2026-01-31T12:00:00.000Z');
