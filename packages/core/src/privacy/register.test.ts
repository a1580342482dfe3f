import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { evaluation } from '../evaluation/evaluation.js';
import { expertise } from '../expertise/expertise.js';
import { moderation } from '../moderation/moderation.js';
import { provisioning } from '../provisioning/provisioning.js';
import { builtIn } from '../registry.js';
import { lived } from '../testing/privacy.js';
import { declarations, privacy, registerMarkdown, retentionSchema } from './index.js';
import { registerOf } from './register.js';

const known = [builtIn, moderation(), expertise(), evaluation(), provisioning(), privacy()].flatMap(
  ({ collections = [] }) => collections,
);

const INTRODUCTION = `# What copkit keeps about people

Generated from the schemas of what is stored and from what each collection declares; a test compares this page with the
code. After a change: \`UPDATE_DOCS=1 npx vitest run packages/core/src/privacy/register.test.ts\`. With the rules of your
organisation: \`copkit privacy register\`, or \`privacy.getRegister\` over HTTP. It is meant as the technical part of a
record of processing activities (Article 30 of the GDPR); [privacy operations](privacy.md) tells how it is kept to.
`;

test('the documentation shows the register of what is declared', () => {
  const page = new URL('../../../../docs/privacy-register.md', import.meta.url);
  const items = registerOf(known, declarations, retentionSchema.parse({}));
  const text = `${INTRODUCTION}\n${registerMarkdown(items)}\n`;
  if (process.env.UPDATE_DOCS) writeFileSync(page, text);
  expect(readFileSync(page, 'utf8')).toBe(text);
});

test('it says field by field what is kept, why, how long and for whom, with the rules that hold', async () => {
  const { org } = await lived({ privacy: { retention: { drafts: '90d', audit: 'keep' } } });
  const { items } = await org.as('Bo').privacy.getRegister();
  const of = (name: string) => items.find(({ collection }) => collection === name);
  expect(of('drafts')).toMatchObject({ kept: '90 days (rule "drafts")', audience: 'the person', none: null });
  expect(of('privacyAudit')?.kept).toBe('No end is set (rule "audit")');
  expect(of('people')?.personal).toContainEqual({
    field: 'name',
    type: 'string',
    what: 'name, id at the sign-on, or profile',
  });
  expect(of('threads')?.personal.map(({ field }) => field)).toEqual(
    expect.arrayContaining(['authorId', 'title', 'body', 'closed.note']),
  );
  expect(of('usage')).toMatchObject({ personal: [], none: expect.stringContaining('forgotten') });
});
