import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const here = import.meta.dirname;
const ELEMENTS = ['community-card', 'community-list', 'composer', 'member-list', 'thread', 'thread-list'];
const TAG =
  /^cop-(provider|memory-provider|community-card|community-list|composer|member-list|thread|thread-list|ask-an-expert)$/;

const sources = (folder: string): string =>
  readdirSync(join(here, folder))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(join(here, folder, file), 'utf8'))
    .join('\n');

const names = (text: string, pattern: RegExp): readonly string[] => [
  ...new Set([...text.matchAll(pattern)].flatMap(([, found]) => (found ?? '').split(/\s+/))),
];

describe.each(ELEMENTS)('the comment above %s', (folder) => {
  const text = sources(folder);
  const comment = readFileSync(join(here, folder, `${folder}.component.ts`), 'utf8');

  it('names every event, with its type', () => {
    const sent = names(text.replaceAll(/@event[^\n]*/g, ''), /'(cop-[a-z-]+)'/g).filter((name) => !TAG.test(name));
    const typed = names(comment, /@event \{CustomEvent<CopEvents\['(cop-[a-z-]+)'\]>\}/g);
    expect(sent.filter((name) => !typed.includes(name))).toEqual([]);
  });

  it('names every part and every slot', () => {
    const parts = names(text, /\bpart="([a-z -]+)"/g);
    expect(parts.filter((name) => !comment.includes(`@csspart ${name} - `))).toEqual([]);
    const slots = names(text, /<slot name="([a-z-]+)"/g);
    expect(slots.filter((name) => !comment.includes(`@slot ${name} - `))).toEqual([]);
  });
});

it('every custom property that the elements read is named', () => {
  const read = names(readFileSync(join(here, 'styles/tokens.ts'), 'utf8'), /var\((--cop-[a-z0-9-]+)/g);
  const comment = readFileSync(join(here, 'element.ts'), 'utf8');
  expect(read.filter((name) => !comment.includes(`@cssproperty ${name} - `))).toEqual([]);
});
