import { type Activity, verbs } from '@copkit/core';
import validateStatement from '@learninglocker/xapi-validation';
import as2Context from 'activitystreams-context/context.json' with { type: 'json' };
import jsonld from 'jsonld';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { as2Collection } from './activity-streams.js';
import { pseudonyms } from './pseudonyms.js';
import { kinds, knownVerbs, mappedVerb, NAMESPACE } from './vocabulary.js';
import { statements, xapiProfile } from './xapi.js';

const community = 'c_0000000000000000';
const things = ['t', 'r', 'f', 'h', 'a', 's', 'i', 'polls-poll'].map((kind) => `${kind}_0000000000000000_000000000000`);
const people = ['p_00000000000000001', 'p_00000000000000002', 'system', null];

/** Every verb there is, and one of an extension nobody has heard of, about every kind of thing, by everybody. */
const acts: Activity[] = [...new Set([...verbs, ...knownVerbs, 'polls.vote'])].flatMap((verb, at) =>
  [...things, community, 'p_00000000000000002'].map((object, other) => ({
    id: `${at}-${other}`,
    actor: people[(at + other) % people.length] ?? null,
    verb: verb as Activity['verb'],
    object,
    inReplyTo: other % 2 === 0 ? (things[0] ?? null) : null,
    target: other % 3 === 0 ? 'p_00000000000000002' : null,
    community,
    unitAtEvent: other % 2 === 0 ? 'works' : null,
    channel: 'text',
    topics: other % 2 === 0 ? ['pumps', 'seals'] : [],
    at: '2025-01-02T10:00:00.000Z',
    recordedAt: '2025-01-02T10:00:01.000Z',
    origin: 'live',
    detail: other % 2 === 0 ? { reason: 'duplicate', duplicateOf: things[1] ?? null, deep: [{ by: people[0] }] } : null,
  })),
);

async function* logged() {
  yield* acts;
}

async function textOf(parts: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const part of parts) text += part;
  return text;
}

const names = pseudonyms(new Uint8Array(32));
const as2 = () =>
  textOf(as2Collection(logged(), { names, communityId: community, madeAt: '2025-02-01T00:00:00.000Z' }));
const xapi = () => textOf(statements(logged(), names));

const AS = 'https://www.w3.org/ns/activitystreams#';
const AS2_TERMS = new Set(Object.keys(as2Context['@context']));

describe('ActivityStreams 2.0', () => {
  const iri = z.string().regex(/^[a-z][a-z0-9+.-]*:\S+$/);
  const moment = z.iso.datetime({ offset: true });
  const type = z.union([z.string(), z.array(z.string()).min(1)]);
  const objectOrLink = z.union([iri, z.looseObject({ id: iri, type })]);
  /**
   * The rules of ActivityStreams 2.0 (Core, sections 4 and 5; Vocabulary, sections 2 and 4) that concern what is written
   * here: no schema of the standard is published that is kept up.
   */
  const collection = z.strictObject({
    '@context': z.tuple([z.literal('https://www.w3.org/ns/activitystreams'), z.record(z.string(), z.unknown())]),
    id: iri,
    type: z.literal('OrderedCollection'),
    summary: z.string(),
    published: moment,
    orderedItems: z.array(
      z.looseObject({
        id: iri,
        type: z.tuple([z.string(), z.string()]),
        actor: objectOrLink.optional(),
        object: objectOrLink,
        target: objectOrLink.optional(),
        context: objectOrLink,
        published: moment,
      }),
    ),
  });

  it('has the structure that the standard asks for', async () => {
    const found = collection.parse(JSON.parse(await as2()));
    expect(found.orderedItems).toHaveLength(acts.length);
    expect(new Set(found.orderedItems.map(({ id }) => id)).size).toBe(acts.length);
  });

  it('is JSON-LD in which every word is of the standard or of the namespace, and nothing is lost', async () => {
    const document = JSON.parse(await as2());
    const expanded = await jsonld.expand(document, {
      safe: true,
      documentLoader: async (url: string) => {
        expect(url).toBe('https://www.w3.org/ns/activitystreams');
        return { documentUrl: url, document: as2Context, contextUrl: undefined };
      },
    } as jsonld.Options.Expand);
    const words = new Set<string>();
    const visit = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const [key, inner] of Object.entries(value)) {
        if (key === '@value' || key === '@id') continue;
        if (key === '@type' && '@value' in value) continue;
        if (key === '@type') for (const each of inner as string[]) words.add(each);
        else if (!key.startsWith('@') && !Array.isArray(value)) words.add(key);
        visit(inner);
      }
    };
    visit(expanded);
    const wrong = [...words].filter((word) => !word.startsWith(NAMESPACE) && !AS2_TERMS.has(word.slice(AS.length)));
    expect(wrong).toEqual([]);
    expect([...words]).toEqual(
      expect.arrayContaining([`${AS}Create`, `${AS}Question`, `${NAMESPACE}adopt`, `${NAMESPACE}Practice`]),
    );
    expect([...words].every((word) => word.startsWith(AS) || word.startsWith(NAMESPACE))).toBe(true);
  });

  it('a wrong word would be noticed', async () => {
    const [, own] = JSON.parse(await as2())['@context'];
    const document = { '@context': [as2Context['@context'], own], type: 'Create', verbosity: 3 };
    const [expanded] = (await jsonld.expand(document as never)) as [Record<string, unknown>];
    expect(Object.keys(expanded).some((key) => key.startsWith('_:'))).toBe(true);
  });

  it('every verb is one of its activities besides', () => {
    for (const verb of knownVerbs) expect(AS2_TERMS.has(mappedVerb(verb).as2), verb).toBe(true);
    for (const { as2: known } of kinds) expect(known === null || AS2_TERMS.has(known)).toBe(true);
  });
});

describe('xAPI', () => {
  it('every statement is valid', async () => {
    const found = JSON.parse(await xapi()) as { id: string }[];
    expect(found).toHaveLength(acts.length);
    for (const statement of found) expect(validateStatement(statement), JSON.stringify(statement)).toEqual([]);
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
  });

  it('the validator refuses what is wrong', async () => {
    const [statement] = JSON.parse(await xapi());
    expect(validateStatement({ ...statement, timestamp: 'yesterday' })).not.toEqual([]);
    expect(validateStatement({ ...statement, actor: { name: 'Ada' } })).not.toEqual([]);
    expect(validateStatement({ ...statement, mood: 'glad' })).not.toEqual([]);
  });

  it('says with verbs of ADL what they say, and describes its own words in its profile', async () => {
    const { concepts } = xapiProfile('2025-02-01T00:00:00.000Z') as { concepts: { id: string; type: string }[] };
    const described = new Set(concepts.map(({ id }) => id));
    expect(described.size).toBe(concepts.length);
    const found = JSON.parse(await xapi()) as {
      verb: { id: string };
      object: { definition: { type: string } };
      context: { extensions: Record<string, unknown> };
    }[];
    const adl = new Set<string>();
    for (const { verb, object, context } of found) {
      const own = [verb.id, object.definition.type, ...Object.keys(context.extensions)];
      for (const word of own) {
        if (word.startsWith('http://adlnet.gov/expapi/verbs/')) adl.add(word.slice(31));
        else if (word !== `${NAMESPACE}verb:polls.vote`) expect(described.has(word), word).toBe(true);
      }
    }
    expect([...adl].sort()).toEqual(['answered', 'asked', 'commented', 'imported', 'progressed']);
  });
});

it('no id of the store is in either', async () => {
  for (const text of [await as2(), await xapi()]) {
    for (const id of [...things, community, 'p_00000000000000001', 'p_00000000000000002'])
      expect(text).not.toContain(id);
  }
});

it('pseudonyms are the same with the same key, and others with another', async () => {
  const other = pseudonyms();
  expect(names.of(community)).toBe(pseudonyms(new Uint8Array(32)).of(community));
  expect(names.of(community)).not.toBe(other.of(community));
  expect(names.of(community)).not.toBe(names.of(community, '2025-01'));
  expect(names.uuidOf('a')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
