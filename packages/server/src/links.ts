import * as z from 'zod';

/** What is longer goes into a body, and a proxy may refuse the header. */
const LONGEST_QUERY = 2_000;

/**
 * Where an output has its page: `''` it is one itself, or the name of the one property that is; `null` nowhere.
 * Cursors of a page are `next` and, where the list can be read backwards, `previous`.
 */
export function pageWithin(output: z.ZodType): string | null {
  if (isPage(output)) return '';
  if (!(output instanceof z.ZodObject)) return null;
  const pages = Object.entries(output.shape).filter(([, schema]) => isPage(schema as z.ZodType));
  return pages.length === 1 ? (pages[0]?.[0] ?? null) : null;
}

function isPage(schema: z.ZodType): boolean {
  return schema instanceof z.ZodObject && schema.shape.items instanceof z.ZodArray && 'next' in schema.shape;
}

/**
 * The neighbours of a page as a `Link` header (RFC 8288), relative to the address that was asked for, so that they hold
 * behind any proxy; `null` where there are none.
 */
export function linksOf(asked: URLSearchParams, output: unknown, within: string): string | null {
  const page = (within === '' ? output : property(output, within)) as object | null;
  const links = [linkTo(asked, 'after', property(page, 'next')), linkTo(asked, 'before', property(page, 'previous'))];
  return links.filter((link) => link !== null).join(', ') || null;
}

const property = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null ? (of as Readonly<Record<string, unknown>>)[name] : undefined;

function linkTo(asked: URLSearchParams, by: 'after' | 'before', cursor: unknown): string | null {
  if (typeof cursor !== 'string') return null;
  const query = new URLSearchParams(asked);
  query.delete('after');
  query.delete('before');
  query.set(by, cursor);
  const address = query.toString();
  return address.length > LONGEST_QUERY ? null : `<?${address}>; rel="${by === 'after' ? 'next' : 'prev'}"`;
}
