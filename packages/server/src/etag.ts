import { createHash } from 'node:crypto';

/** A strong entity tag: the same for the same body and, for all purposes, no other. */
export function entityTag(body: Uint8Array): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 24)}"`;
}

/** Of the same body in another coding: it says the same in other bytes (RFC 9110, 8.8.3.3). */
export const weak = (tag: string): string => `W/${tag}`;

/** What proxies that compress, such as Apache, put at the end of a tag and leave there when it comes back. */
const CODING = /-(?:gzip|br|zstd)"$/;

/** Whether `If-None-Match` names the tag (RFC 9110, 13.1.2: compared weakly). */
export function matches(ifNoneMatch: string | null, tag: string): boolean {
  if (!ifNoneMatch) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return (ifNoneMatch.match(/"[^"]*"/g) ?? []).some((each) => each === tag || each.replace(CODING, '"') === tag);
}
