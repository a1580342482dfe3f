import type { InboxEntry } from '@copkit/core';
import { describe, expect, test } from 'vitest';
import type { Localizer } from '../locale/localizer.js';
import { ar } from './locale/ar.js';
import { de } from './locale/de.js';
import { en } from './locale/en.js';
import { fr } from './locale/fr.js';
import { told } from './told.js';

const locale = { messages: { nameless: 'Former member' } } as Localizer;

const decided = (detail: InboxEntry['detail']): InboxEntry => ({
  id: '0',
  type: 'moderation',
  at: '2026-01-05T08:00:00.000Z',
  unread: true,
  actor: null,
  community: null,
  object: 'c_0000000000000000',
  threadId: null,
  title: null,
  detail,
});

const plain = (text: string) => text.replaceAll(/[\u2068\u2069]/g, '');

test('what was decided is told with the role of who decided, and why', () => {
  const entry = decided({ outcome: 'muted', role: 'administrator', reason: 'Three warnings.' });
  expect(plain(told(en, locale, entry))).toBe(
    'An administrator lets you read here for now, and not write. Reason: Three warnings.',
  );
  expect(plain(told(de, locale, entry))).toBe(
    'Die Administration lässt Sie hier vorerst nur lesen. Grund: Three warnings.',
  );
});

test('without a reason nothing is said of one', () => {
  expect(plain(told(en, locale, decided({ outcome: 'released', role: 'facilitator' })))).toBe(
    'A facilitator let your post appear',
  );
});

describe.each(Object.entries({ ar, de, en, fr }))('in %s', (_language, texts) => {
  const outcomes = ['muted', 'unmuted', 'banned', 'unbanned', 'hidden', 'restored', 'held', 'released', 'rejected'];

  test('every outcome has words of its own', () => {
    const general = told(texts, locale, decided({ role: 'system' }));
    const all = [...outcomes, 'suspended', 'unsuspended', 'waiting'].map((outcome) =>
      told(texts, locale, decided({ outcome, role: 'system' })),
    );
    expect(new Set([general, ...all]).size).toBe(13);
  });
});
