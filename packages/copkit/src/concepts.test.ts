import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { recordedTerminal } from '../fixtures/terminal.js';
import { main } from './index.js';

vi.setConfig({ testTimeout: 60_000 });

let folder: string;
const at = (name: string) => join(folder, name);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copkit-test-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function run(...args: string[]) {
  const terminal = recordedTerminal();
  const code = await main([...args, '--data', at('cops.db')], terminal);
  return { code, out: terminal.stdout.join('\n'), err: terminal.stderr.join('\n') };
}

const TURTLE = `@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <https://plant.example/> .
:machine skos:prefLabel "Machine"@en , "Maschine"@de .
:rotor skos:prefLabel "Rotor"@en ; skos:broader :machine .
`;

describe('import skos', () => {
  it('takes a scheme in, once', async () => {
    await writeFile(at('plant.ttl'), TURTLE);
    expect(await run('import', 'skos', at('plant.ttl'))).toMatchObject({
      code: 0,
      out: '2 topics new, 0 matched with topics of the same label, 0 changed, 0 unchanged',
    });
    const again = await run('import', 'skos', at('plant.ttl'), '--language', 'de,en', '--json');
    expect(JSON.parse(again.out)).toMatchObject({ created: 0, unchanged: 2, problems: [] });
  });

  it('takes a part in', async () => {
    await writeFile(at('plant.ttl'), TURTLE);
    await writeFile(at('uris.txt'), 'https://plant.example/machine\n');
    expect((await run('import', 'skos', at('plant.ttl'), '--only', at('uris.txt'))).out).toContain(
      '1 concepts left out',
    );
    expect((await run('import', 'skos', at('plant.ttl'), '--under', 'Machine')).out).toContain('1 topics new');
    const wrong = await run('import', 'skos', at('plant.ttl'), '--under', 'Turbine');
    expect(wrong).toMatchObject({ code: 1, err: 'copkit: There is no concept "Turbine".' });
  });

  it('says where a file is broken, and what could not be used', async () => {
    await writeFile(at('plant.ttl'), `${TURTLE}:x skos:prefLabel "X`);
    const broken = await run('import', 'skos', at('plant.ttl'));
    expect(broken).toMatchObject({ code: 1, out: '' });
    expect(broken.err).toMatch(/is broken; nothing was imported\.\n {2}line 5: /);
    await writeFile(at('plant.ttl'), `${TURTLE}:x skos:prefLabel "X" ; skos:broader :nowhere .`);
    const partly = await run('import', 'skos', at('plant.ttl'));
    expect(partly.code).toBe(0);
    expect(partly.out).toContain(`${at('plant.ttl')}:5: <https://plant.example/x> is said to be narrower than`);
    await writeFile(at('plant.ttl'), `${TURTLE}:y skos:prefLabel "${'Y'.repeat(201)}" .`);
    const wrong = await run('import', 'skos', at('plant.ttl'));
    expect(wrong).toMatchObject({ code: 1, out: expect.stringContaining(`${at('plant.ttl')}:5: `) });
  });
});

it('import esco takes the tables of a folder in', async () => {
  const uri = 'http://data.europa.eu/esco/skill/1';
  await writeFile(
    at('skills_en.csv'),
    `conceptUri,preferredLabel,altLabels,status\n${uri},weld metal,join metal,released\n`,
  );
  expect(await run('import', 'esco', folder)).toMatchObject({ code: 0, out: expect.stringContaining('1 topics new') });
  const relations = `conceptUri,broaderUri\n${uri},http://data.europa.eu/esco/skill/2\n`;
  await writeFile(at('broaderRelationsSkillPillar_en.csv'), relations);
  const partly = await run('import', 'esco', folder);
  expect(partly).toMatchObject({ code: 0, out: expect.stringContaining('not among what is imported') });
  expect((await run('import', 'esco', folder, '--language', 'de')).err).toContain('skills_de.csv');
});
