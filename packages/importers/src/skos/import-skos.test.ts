import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Copkit, createCopkit } from '@copkit/core';
import { expertise } from '@copkit/core/expertise';
import { memory, type StorageAdapter } from '@copkit/storage';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stateOf } from '../../fixtures/contents.js';
import { type ImportSkos, importSkos } from './import-skos.js';

let directory: string;
let storage: StorageAdapter;
let cop: Copkit;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'copkit-test-'));
  storage = memory();
  cop = await createCopkit({ storage, extensions: [expertise()] });
});
afterEach(async () => {
  await cop.close();
  await rm(directory, { recursive: true });
});

async function run(name: string, text: string, more: Partial<ImportSkos> = {}) {
  const file = join(directory, name);
  await writeFile(file, text);
  return importSkos({ cop, file, ...more });
}

const admin = () => cop.as({ hostId: 'admin', name: 'Admin', admin: true });
const topics = async () =>
  Object.fromEntries((await admin().topics.list({ limit: 100 })).items.map((topic) => [topic.prefLabel, topic]));

const PREFIXES = '@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix : <https://plant.example/> .\n';
const TURTLE = `${PREFIXES}
:rotor a skos:Concept ; skos:prefLabel "Rotor"@en, "Läufer"@de ; skos:altLabel "Rotors"@en ;
  skos:broader :machine ; skos:definition "What turns."@en ; skos:exactMatch <https://other.example/r7> .
:machine a skos:Concept ; skos:prefLabel "Machine"@en ; skos:narrower :pump .
:pump skos:prefLabel "Pump"@en-GB, "Pumpe"@de .
`;

const TRIPLES = `
<https://plant.example/rotor> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/2004/02/skos/core#Concept> .
<https://plant.example/rotor> <http://www.w3.org/2004/02/skos/core#prefLabel> "Rotor"@en .
<https://plant.example/rotor> <http://www.w3.org/2004/02/skos/core#prefLabel> "L\\u00E4ufer"@de .
<https://plant.example/rotor> <http://www.w3.org/2004/02/skos/core#altLabel> "Rotors"@en .
<https://plant.example/rotor> <http://www.w3.org/2004/02/skos/core#broader> <https://plant.example/machine> .
<https://plant.example/rotor> <http://www.w3.org/2004/02/skos/core#definition> "What turns."@en .
<https://plant.example/rotor> <http://www.w3.org/2004/02/skos/core#exactMatch> <https://other.example/r7> .
<https://plant.example/machine> <http://www.w3.org/2004/02/skos/core#prefLabel> "Machine"@en .
<https://plant.example/machine> <http://www.w3.org/2004/02/skos/core#narrower> <https://plant.example/pump> .
<https://plant.example/pump> <http://www.w3.org/2004/02/skos/core#prefLabel> "Pump"@en-GB .
<https://plant.example/pump> <http://www.w3.org/2004/02/skos/core#prefLabel> "Pumpe"@de .
`;

const RDF_XML = `<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#"
  xmlns:xl="http://www.w3.org/2008/05/skos-xl#">
  <skos:Concept rdf:about="https://plant.example/rotor">
    <xl:prefLabel rdf:resource="https://plant.example/label/1"/>
    <skos:prefLabel xml:lang="de">Läufer</skos:prefLabel>
    <skos:altLabel xml:lang="en">Rotors</skos:altLabel>
    <skos:broader rdf:resource="https://plant.example/machine"/>
    <skos:definition><rdf:Description><rdf:value xml:lang="en">What turns.</rdf:value></rdf:Description></skos:definition>
    <skos:exactMatch rdf:resource="https://other.example/r7"/>
  </skos:Concept>
  <xl:Label rdf:about="https://plant.example/label/1"><xl:literalForm xml:lang="en">Rotor</xl:literalForm></xl:Label>
  <skos:Concept rdf:about="https://plant.example/machine"><skos:prefLabel xml:lang="en">Machine</skos:prefLabel>
    <skos:narrower><skos:Concept rdf:about="https://plant.example/pump">
      <skos:prefLabel xml:lang="en-GB">Pump</skos:prefLabel><skos:prefLabel xml:lang="de">Pumpe</skos:prefLabel>
    </skos:Concept></skos:narrower>
  </skos:Concept>
</rdf:RDF>`;

const JSON_LD = JSON.stringify({
  '@context': { skos: 'http://www.w3.org/2004/02/skos/core#', narrower: { '@id': 'skos:narrower', '@type': '@id' } },
  '@graph': [
    {
      '@id': 'https://plant.example/rotor',
      '@type': 'skos:Concept',
      'skos:prefLabel': [
        { '@value': 'Rotor', '@language': 'en' },
        { '@value': 'Läufer', '@language': 'de' },
      ],
      'skos:altLabel': { '@value': 'Rotors', '@language': 'en' },
      'skos:broader': { '@id': 'https://plant.example/machine' },
      'skos:definition': { '@value': 'What turns.', '@language': 'en' },
      'skos:exactMatch': { '@id': 'https://other.example/r7' },
    },
    {
      '@id': 'https://plant.example/machine',
      'skos:prefLabel': { '@value': 'Machine', '@language': 'en' },
      narrower: 'https://plant.example/pump',
    },
    {
      '@id': 'https://plant.example/pump',
      'skos:prefLabel': [
        { '@value': 'Pump', '@language': 'en-GB' },
        { '@value': 'Pumpe', '@language': 'de' },
      ],
    },
  ],
});

const FILES: readonly (readonly [string, string])[] = [
  ['plant.ttl', TURTLE],
  ['plant.nt', TRIPLES],
  ['plant.rdf', RDF_XML],
  ['plant.jsonld', JSON_LD],
];

const NONE = {
  created: 0,
  matched: 0,
  changed: 0,
  unchanged: 0,
  leftOut: 0,
  obsolete: 0,
  problems: [],
  problemCount: 0,
  notes: [],
  noteCount: 0,
};

describe.each(FILES)('the concepts of %s', (name, text) => {
  it('come in with labels, relations, definition and matches, and once', async () => {
    expect(await run(name, text)).toEqual({ ...NONE, created: 3 });
    const { Rotor, Machine, Pump } = await topics();
    expect(Rotor).toMatchObject({
      id: 'rotor',
      altLabels: ['Läufer', 'Rotors'],
      broader: [{ id: 'machine', label: 'Machine' }],
      definition: 'What turns.',
      exactMatch: ['https://plant.example/rotor', 'https://other.example/r7'],
    });
    expect(Machine?.narrower.map(({ label }) => label)).toEqual(['Pump', 'Rotor']);
    expect(Pump?.altLabels).toEqual(['Pumpe']);
    const before = await stateOf(storage);
    expect(await run(name, text)).toEqual({ ...NONE, unchanged: 3 });
    expect(await stateOf(storage)).toEqual(before);
  });

  it('are shown in the language that is wanted', async () => {
    await run(name, text, { languages: ['de', 'en'] });
    expect(Object.keys(await topics()).sort()).toEqual(['Läufer', 'Machine', 'Pumpe']);
  });
});

describe('what the organisation has already', () => {
  it('stays as it is called and defined, and stands for the concept', async () => {
    await admin().topics.define({ prefLabel: 'rotor', definition: 'Ours.' });
    await admin().topics.define({ prefLabel: 'Machine', exactMatch: ['https://elsewhere.example/machine'] });
    expect(await run('plant.ttl', TURTLE)).toMatchObject({ created: 2, matched: 1 });
    const all = (await admin().topics.list()).items;
    expect(all.map(({ prefLabel }) => prefLabel)).toEqual(['Machine', 'Machine', 'Pump', 'rotor']);
    expect(all[3]).toMatchObject({
      definition: 'Ours.',
      altLabels: ['Läufer', 'Rotors'],
      broader: [{ label: 'Machine' }],
    });
    expect(await run('plant.ttl', TURTLE)).toMatchObject({ unchanged: 3 });
  });

  it('is found again after it was renamed or merged', async () => {
    await run('plant.ttl', TURTLE);
    await admin().topics.define({ id: 'rotor', prefLabel: 'Turning part', rename: true });
    await admin().topics.define({ prefLabel: 'Pumping' });
    await admin().knowledge.mergeTopics({ from: 'pump', into: 'pumping' });
    const report = await run('plant.ttl', TURTLE);
    expect(report).toMatchObject({ created: 0, unchanged: 3 });
    expect(Object.keys(await topics()).sort()).toEqual(['Machine', 'Pumping', 'Turning part']);
  });

  it('is not made broader than itself', async () => {
    await run('plant.ttl', TURTLE);
    const turned = `${PREFIXES}:machine skos:prefLabel "Machine"@en ;\n  skos:broader :rotor .\n:rotor skos:prefLabel "Rotor"@en .`;
    const { problems, unchanged } = await run('turned.ttl', turned);
    expect(unchanged).toBe(2);
    expect(problems).toMatchObject([{ line: 3, message: expect.stringContaining('narrower than it here') }]);
  });
});

describe('a part of a scheme', () => {
  const under = (...concepts: string[]) => run('plant.ttl', TURTLE, { under: concepts });

  it('is a concept with what is narrower, by URI or label', async () => {
    expect(await under('https://plant.example/rotor')).toEqual({ ...NONE, created: 1, leftOut: 2 });
    expect(await under('machine')).toEqual({ ...NONE, created: 2, changed: 1 });
  });

  it('is a list of URIs', async () => {
    expect(await run('plant.ttl', TURTLE, { only: ['https://plant.example/pump'] })).toMatchObject({ created: 1 });
  });

  it('is refused where it is not there', async () => {
    const before = await stateOf(storage);
    await expect(under('Turbine')).rejects.toMatchObject({ code: 'unknown-concept' });
    expect(await stateOf(storage)).toEqual(before);
  });
});

describe('what cannot be used', () => {
  it('is reported with its line, and the rest comes in', async () => {
    const text = `${PREFIXES}
:a a skos:Concept ; skos:prefLabel "A" ; skos:broader :b .
:b a skos:Concept ; skos:prefLabel "B" ; skos:broader :c .
:c a skos:Concept ; skos:prefLabel "C" ; skos:broader :a .
:nameless a skos:Concept .
:lost a skos:Concept ; skos:prefLabel "Lost" ; skos:broader :nowhere .
:old a skos:Concept ; skos:prefLabel "Old" ; <http://www.w3.org/2002/07/owl#deprecated> true .
[] a skos:Concept ; skos:prefLabel "Blank" .
`;
    const report = await run('faulty.ttl', text);
    expect(report).toMatchObject({ created: 4, obsolete: 1, problemCount: 3, noteCount: 1 });
    const told = report.problems.map(({ line, message }) => `${line}: ${message}`);
    expect(told.sort()).toEqual([
      expect.stringMatching(/^[456]: .*narrower than it$/),
      expect.stringMatching(/^7: .*nameless/),
      expect.stringMatching(/^null: .*without a URI/),
    ]);
    // That what is broader is not among them is no fault of a concept.
    expect(report.notes).toMatchObject([{ line: 8, message: expect.stringContaining('nowhere') }]);
  });

  it.each([
    ['broken.ttl', `${PREFIXES}\n:a skos:prefLabel "A .\n`, 4],
    ['broken.nt', '<https://a.example/> <https://b.example/> .\n', 1],
    ['broken.rdf', '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n<rdf:Bag', 2],
    ['broken.jsonld', '{"@context": {}, "@graph": [', null],
  ])('is a broken file: %s', async (name, text, line) => {
    const before = await stateOf(storage);
    const error = await run(name, text).catch((error) => error);
    expect(error).toMatchObject({ name: 'ImportError', code: 'wrong-format' });
    if (line !== null) expect(error.problems[0].line).toBe(line);
    expect(await stateOf(storage)).toEqual(before);
  });

  it('is a context that stands elsewhere: nobody on the network is asked', async () => {
    const text = JSON.stringify({ '@context': 'https://schema.example/', '@id': 'https://plant.example/rotor' });
    await expect(run('remote.jsonld', text)).rejects.toMatchObject({
      code: 'wrong-format',
      message: expect.stringContaining('stands elsewhere'),
    });
  });

  it('is an entity that stands elsewhere', async () => {
    const text = `<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n${RDF_XML.split('\n').slice(1).join('\n').replace('Läufer', '&x;')}`;
    await expect(run('entity.rdf', text)).rejects.toMatchObject({ code: 'wrong-format' });
  });

  it('is not an abbreviation of the file’s own', async () => {
    const text = `<!DOCTYPE r [<!ENTITY plant "https://plant.example/">]>\n${RDF_XML.split('\n').slice(1).join('\n').replaceAll('"https://plant.example/', '"&plant;')}`;
    expect(await run('entities.rdf', text)).toMatchObject({ created: 3, problemCount: 0 });
  });

  it('is what has another ending, or is not there', async () => {
    await expect(run('plant.txt', TURTLE)).rejects.toMatchObject({ code: 'wrong-format' });
    await expect(importSkos({ cop, file: join(directory, 'none.ttl') })).rejects.toMatchObject({ code: 'not-found' });
  });
});

it('a chain of ten thousand concepts comes in, the broadest first', async () => {
  const many = Array.from(
    { length: 10_000 },
    (_, at) => `:c${at} skos:prefLabel "Concept ${at}" ; skos:broader :c${at + 1} .`,
  );
  const report = await run('chain.ttl', `${PREFIXES}${many.join('\n')}\n:c10000 skos:prefLabel "Top" .\n`);
  expect(report).toMatchObject({ created: 10_001, problemCount: 0 });
  expect((await admin().topics.get({ topicId: 'concept-7' })).broader).toEqual([
    { id: 'concept-8', label: 'Concept 8' },
  ]);
}, 60_000);
