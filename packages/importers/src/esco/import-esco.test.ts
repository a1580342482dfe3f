import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Copkit, createCopkit } from '@copkit/core';
import { expertise } from '@copkit/core/expertise';
import { memory, type StorageAdapter } from '@copkit/storage';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stateOf } from '../../fixtures/contents.js';
import { testData } from '../../fixtures/test-data.js';
import { importEsco } from './import-esco.js';

let folder: string;
let storage: StorageAdapter;
let cop: Copkit;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copkit-test-'));
  storage = memory();
  cop = await createCopkit({ storage, extensions: [expertise()] });
});
afterEach(async () => {
  await cop.close();
  await rm(folder, { recursive: true });
});

const skill = (id: string) => `http://data.europa.eu/esco/skill/${id}`;
const FILES: Readonly<Record<string, string>> = {
  'skills_en.csv': `conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,scopeNote,definition,inScheme,description
KnowledgeSkillCompetence,${skill('weld')},skill/competence,sector-specific,weld metal,"join metal by heat
do welding",,released,,,,,Join pieces of metal.
KnowledgeSkillCompetence,${skill('old')},knowledge,,stoke,,,obsolete,,,,,
KnowledgeSkillCompetence,not a uri,knowledge,,x,,,released,,,,,
KnowledgeSkillCompetence,${skill('nameless')},knowledge,,,,,released,,,,,
`,
  'skillGroups_en.csv': `conceptType,conceptUri,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,scopeNote,inScheme,description,code
SkillGroup,${skill('S1')},metal work,,,released,,,,Work with metal.,S1
`,
  'digitalSkillsCollection_en.csv': `conceptType,conceptUri,preferredLabel,status,skillType,reuseLevel,altLabels,description,broaderConceptUri,broaderConceptPT
KnowledgeSkillCompetence,${skill('cad')},use CAD,released,skill/competence,x,draw with CAD | use CAD software,Draw.,${skill('S1')} | ${skill('weld')},a | b
`,
  'broaderRelationsSkillPillar_en.csv': `conceptType,conceptUri,broaderType,broaderUri
KnowledgeSkillCompetence,${skill('weld')},SkillGroup,${skill('S1')}
KnowledgeSkillCompetence,${skill('cad')},SkillGroup,${skill('S9')}
KnowledgeSkillCompetence,${skill('unknown')},SkillGroup,${skill('S1')}
`,
  'skills_de.csv': `conceptType,conceptUri,preferredLabel,altLabels
KnowledgeSkillCompetence,${skill('weld')},Metall schweißen,Schweißen
`,
  'occupations_en.csv': 'conceptUri,preferredLabel\nhttp://data.europa.eu/esco/occupation/1,welder\n',
};

async function lay(without: readonly string[] = []) {
  for (const [name, text] of Object.entries(FILES)) {
    if (!without.includes(name)) await writeFile(join(folder, name), text);
  }
}
const admin = () => cop.as({ hostId: 'admin', name: 'Admin', admin: true });

describe('ESCO', () => {
  it('comes in once, from all tables of skills that are there', async () => {
    await lay();
    const report = await importEsco({ cop, folder });
    expect(report).toMatchObject({ created: 3, obsolete: 1, leftOut: 0 });
    expect([...report.problems, ...report.notes].map(({ file, line }) => [file, line])).toEqual([
      ['skills_en.csv', 5],
      ['skills_en.csv', 6],
      ['digitalSkillsCollection_en.csv', 2],
    ]);
    expect(await admin().topics.get({ topicId: 'weld metal' })).toMatchObject({
      altLabels: ['join metal by heat', 'do welding'],
      broader: [{ label: 'metal work' }],
      definition: 'Join pieces of metal.',
      exactMatch: [skill('weld')],
    });
    const before = await stateOf(storage);
    expect(await importEsco({ cop, folder })).toMatchObject({ created: 0, changed: 0, unchanged: 3 });
    expect(await stateOf(storage)).toEqual(before);
  });

  it('has what collections say is broader where there is no table of it', async () => {
    await lay(['broaderRelationsSkillPillar_en.csv']);
    expect(await importEsco({ cop, folder })).toMatchObject({ created: 3, problemCount: 2 });
    const cad = await admin().topics.get({ topicId: 'draw with cad' });
    expect(cad.broader.map(({ label }) => label)).toEqual(['metal work', 'weld metal']);
  });

  it('has labels of other languages too', async () => {
    await lay();
    await importEsco({ cop, folder, languages: ['en', 'de'] });
    expect(
      (
        await admin()
          .topics.get({ topicId: 'schweissen' })
          .catch(() => null)
      )?.prefLabel,
    ).toBeUndefined();
    expect((await admin().topics.get({ topicId: 'SCHWEIẞEN' })).prefLabel).toBe('weld metal');
  });

  it('says what is missing', async () => {
    await expect(importEsco({ cop, folder })).rejects.toMatchObject({ code: 'wrong-format' });
    await expect(importEsco({ cop, folder: join(folder, 'none') })).rejects.toMatchObject({ code: 'not-found' });
    await writeFile(join(folder, 'skills_en.csv'), 'uri,label\nx,y\n');
    await expect(importEsco({ cop, folder })).rejects.toMatchObject({ message: expect.stringContaining('lacks') });
    await writeFile(join(folder, 'skills_en.csv'), `conceptUri,preferredLabel\n${skill('1')},a\n${skill('2')},"b\n`);
    await expect(importEsco({ cop, folder })).rejects.toMatchObject({
      code: 'wrong-format',
      problems: [{ line: expect.any(Number) }],
    });
  });
});

const real = testData('esco-1.2.0');
describe.skipIf(!real.present)(`ESCO 1.2.0${real.note}`, () => {
  it('comes in from the parts that are there, once', async () => {
    const first = await importEsco({ cop, folder: real.directory });
    expect(first.created).toBeGreaterThan(2_000);
    const again = await importEsco({ cop, folder: real.directory });
    expect(again).toMatchObject({ created: 0, matched: 0, changed: 0, unchanged: first.created });
    const ada = cop.as({ hostId: 'ada', name: 'Ada' });
    const { items } = await ada.knowledge.suggestTopics({
      text: 'Which of you knows Haskell and computer programming?',
    });
    expect(items.slice(0, 2).map(({ topic }) => topic.label)).toEqual(['Haskell', 'computer programming']);
    // Every concept has its way up to the four groups at the top, and to those of the fields of education.
    const { items: groups } = await ada.topics.list({ text: 'language skills and knowledge' });
    expect(groups[0]?.narrower.length).toBeGreaterThan(0);
  }, 120_000);

  it('comes in in part: what is under one group', async () => {
    const report = await importEsco({ cop, folder: real.directory, under: ['language skills and knowledge'] });
    expect(report.created).toBeGreaterThan(0);
    expect(report.created).toBeLessThan(200);
  }, 120_000);
});
