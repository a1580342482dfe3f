import { foldWord, placedWords } from '@copkit/storage';
import type { Extract } from './api.js';

/**
 * The part of a plain text that shows best why it was found: the stretch of at most `maxLength`
 * UTF-16 units with the most different terms in it, cut between words, `…` where something was
 * left out. Terms are compared without case and accents. White space becomes single spaces.
 */
export function extract(text: string, terms: readonly string[], maxLength: number): Extract {
  const flat = text.replace(/\s+/gu, ' ').trim();
  const wanted = new Set(terms.map(foldWord));
  const matches: Match[] = [];
  for (const { word, from, to } of placedWords(flat)) {
    const folded = foldWord(word);
    if (wanted.has(folded)) matches.push({ from, to, folded });
  }
  if (flat.length <= maxLength) return pieces(flat, 0, flat.length, matches);

  const room = Math.max(0, maxLength - 2);
  const cluster = bestCluster(matches, room);
  const lead = Math.floor((room - (cluster.to - cluster.from)) / 3);
  const latest = flat.length - room;
  const from = wordStart(flat, Math.max(0, Math.min(cluster.from - Math.max(0, lead), latest)), cluster.from);
  const to = wordEnd(flat, Math.min(flat.length, from + room), Math.min(cluster.to, from + room));
  return [
    ...(from > 0 ? [{ text: '…', match: false }] : []),
    ...pieces(flat, from, to, matches),
    ...(to < flat.length ? [{ text: '…', match: false }] : []),
  ];
}

interface Span {
  readonly from: number;
  readonly to: number;
}

interface Match extends Span {
  readonly folded: string;
}

/** The stretch with the most different terms, then the most matches, then the earliest. */
function bestCluster(matches: readonly Match[], room: number): Span {
  let best = { from: 0, to: 0, distinct: 0, count: 0 };
  const inside = new Map<string, number>();
  let first = 0;
  for (const [last, match] of matches.entries()) {
    inside.set(match.folded, (inside.get(match.folded) ?? 0) + 1);
    let opening = matches[first];
    while (opening && first < last && match.to - opening.from > room) {
      const left = (inside.get(opening.folded) ?? 0) - 1;
      if (left > 0) inside.set(opening.folded, left);
      else inside.delete(opening.folded);
      opening = matches[++first];
    }
    const count = last - first + 1;
    if (inside.size > best.distinct || (inside.size === best.distinct && count > best.count)) {
      best = { from: opening?.from ?? match.from, to: match.to, distinct: inside.size, count };
    }
  }
  return best;
}

/** The first place from `at` on, up to `limit`, where a word begins; where none does, one between two characters. */
function wordStart(text: string, at: number, limit: number): number {
  if (at === 0 || text[at - 1] === ' ') return at;
  const space = text.indexOf(' ', at);
  return space !== -1 && space < limit ? space + 1 : characterStart(text, at);
}

/** The last place up to `at`, not before `limit`, where a word ends; where none does, one between two characters. */
function wordEnd(text: string, at: number, limit: number): number {
  if (at === text.length || text[at] === ' ') return at;
  const space = text.lastIndexOf(' ', at);
  return space >= limit && space > 0 ? space : characterStart(text, at);
}

const REACH = 64;

/** The start of the character a person sees at this place: no emoji, accent or surrogate pair is cut in two. */
function characterStart(text: string, at: number): number {
  const base = Math.max(0, at - REACH);
  const around = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text.slice(base, at + REACH));
  return base + (around.containing(at - base)?.index ?? at - base);
}

function pieces(text: string, from: number, to: number, matches: readonly Span[]): Extract {
  const parts: { text: string; match: boolean }[] = [];
  let at = from;
  for (const match of joined(matches.filter((each) => each.from >= from && each.to <= to))) {
    if (match.from > at) parts.push({ text: text.slice(at, match.from), match: false });
    parts.push({ text: text.slice(match.from, match.to), match: true });
    at = match.to;
  }
  if (at < to) parts.push({ text: text.slice(at, to), match: false });
  return parts;
}

/** Words of a script without spaces overlap: what touches is one. */
function joined(matches: readonly Span[]): Span[] {
  const spans: Span[] = [];
  for (const { from, to } of matches) {
    const last = spans.at(-1);
    if (last && from <= last.to) spans[spans.length - 1] = { from: last.from, to: Math.max(last.to, to) };
    else spans.push({ from, to });
  }
  return spans;
}
