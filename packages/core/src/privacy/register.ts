import type { Collection } from '../store/collection.js';
import type { Processing } from './api.js';
import type { Declarations, Meaning } from './declaration.js';
import { covers, leavesOf } from './leaves.js';
import { daysOf, type RetentionRules } from './retention.js';

const WHAT: Readonly<Partial<Record<Meaning, string>>> = {
  author: 'id of who wrote or did it (pseudonymous)',
  person: 'id of whom it concerns (pseudonymous)',
  post: 'id of a post, and so its author',
  identity: 'name, id at the sign-on, or profile',
  text: 'free text, in which anybody may be named',
  about: 'free text about the person',
  deed: 'what the person did, chose or became, and when',
};

const BY_ID: Readonly<Record<string, string>> = {
  author: "the person's id (pseudonymous)",
  post: 'id of a post, and so its author',
  adopter: 'id of an adoption, and so who speaks for the unit',
};

const AUDIENCES: Readonly<Record<string, string>> = {
  readers: 'whoever may read the community or directory',
  answerable: 'who answers for the community',
  staff: 'facilitators',
  owner: 'the person',
  system: 'no person',
};

/** What is kept about people, collection by collection: Article 30 of the GDPR asks for such a record. */
export function registerOf(
  collections: Iterable<Collection<unknown>>,
  known: Declarations,
  rules: RetentionRules,
): Processing[] {
  return [...collections].map(({ name, schema, audience }) => {
    const declaration = known[name];
    const entries = Object.entries(declaration?.fields ?? {}) as [Meaning, readonly string[]][];
    const fields = leavesOf(schema).map(({ path, type }) => {
      const [, meaning] = entries
        .flatMap(([each, names]) => names.map((field) => [field, each] as const))
        .filter(([field]) => covers(field, path))
        .reduce((best, next) => (next[0].length > best[0].length ? next : best), ['', 'thing' as Meaning] as const);
      return { field: path, type, what: declaration ? WHAT[meaning] : 'not declared' };
    });
    const id = declaration?.id && BY_ID[declaration.id];
    return {
      collection: name,
      title: declaration?.title ?? name,
      purpose: declaration?.purpose ?? 'not declared',
      audience: AUDIENCES[audience] ?? audience,
      kept: keptInWords(declaration?.kept ?? 'not declared', rules),
      shown: declaration?.shown ?? 'not declared',
      personal: [
        ...(id ? [{ field: '(document id)', type: 'string', what: id }] : []),
        ...fields.flatMap(({ what, ...field }) =>
          what === undefined || declaration?.none ? [] : [{ ...field, what }],
        ),
      ],
      none: declaration?.none ?? null,
    };
  });
}

const UNITS = { d: 'days', m: 'months', y: 'years' } as const;

function keptInWords(text: string, rules: RetentionRules): string {
  return text.replace(/\{(\w+)\}/, (_, kind: keyof RetentionRules) => {
    const rule = rules[kind];
    if (daysOf(rule) === null) return `No end is set (rule "${kind}")`;
    const count = rule.slice(0, -1);
    const unit = UNITS[rule.slice(-1) as keyof typeof UNITS];
    return `${count} ${count === '1' ? unit.slice(0, -1) : unit} (rule "${kind}")`;
  });
}

const cell = (text: string) => text.replaceAll('|', '\\|');

/** As a page of documentation. */
export function registerMarkdown(items: readonly Processing[]): string {
  const concerned = items.filter(({ none }) => none === null);
  const sections = concerned.map(({ collection, title, purpose, audience, kept, shown, personal }) =>
    [
      `## ${title} (\`${collection}\`)`,
      '',
      `- Purpose: ${purpose}.`,
      `- Who may see it: ${audience}. Where: ${shown}.`,
      `- Kept: ${kept}.`,
      '',
      ...(personal.length > 0
        ? ['| field | type | what it says |', '| --- | --- | --- |']
        : ['It stands in the part of the store that belongs to one person.']),
      ...personal.map(({ field, type, what }) => `| \`${field}\` | ${type} | ${cell(what)} |`),
    ].join('\n'),
  );
  const others = items.flatMap(({ collection, title, none }) =>
    none === null ? [] : [`| ${cell(title)} (\`${collection}\`) | ${cell(none)} |`],
  );
  return [...sections, ['## What tells of nobody', '', '| what | why |', '| --- | --- |', ...others].join('\n')].join(
    '\n\n',
  );
}
