import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCopkit } from '@copkit/core';
import { expertise } from '@copkit/core/expertise';
import { importEsco } from '@copkit/importers';
import { sqlite } from '@copkit/storage-sqlite';
import type { Bench } from './harness.js';

// A scheme of the size of ESCO's skills: how long it takes in and how long again, what it takes in memory, and how soon
// topics are suggested from it. Labels are made up; as many words, alternative labels and levels as the real ones have.

const CONCEPTS = 14_000;
const GROUPS = 640;
const WORDS = 4_000;

const uri = (at: number) => `https://skills.example/${at}`;
/** Common words come more often. */
const word = (seed: number) => `word${Math.floor(WORDS * (((seed * 7919) % 10_007) / 10_007) ** 2)}`;
const phrase = (seed: number, words: number) =>
  Array.from({ length: words }, (_, at) => word(seed * 31 + at)).join(' ');

async function writeScheme(folder: string): Promise<void> {
  const rows = ['conceptUri,preferredLabel,altLabels,status,description'];
  const relations = ['conceptUri,broaderUri'];
  for (let at = 0; at < CONCEPTS; at++) {
    const labels = Array.from({ length: 7 }, (_, label) => phrase(at * 11 + label + 1, 3)).join('\n');
    rows.push(`${uri(at)},${phrase(at, 3)} ${at},"${labels}",released,${phrase(at + 5, 30)}`);
    if (at > 0) relations.push(`${uri(at)},${uri(at < GROUPS ? Math.floor(at / 10) : at % GROUPS)}`);
  }
  await writeFile(join(folder, 'skills_en.csv'), `${rows.join('\n')}\n`);
  await writeFile(join(folder, 'broaderRelationsSkillPillar_en.csv'), `${relations.join('\n')}\n`);
}

const seconds = (since: number) => (performance.now() - since) / 1_000;
const megabytes = () => process.memoryUsage().rss / 2 ** 20;

export default async (): Promise<Bench> => {
  const folder = await mkdtemp(join(tmpdir(), 'copkit-bench-'));
  await writeScheme(folder);
  const storage = sqlite(join(folder, 'copkit.db'));
  const cop = await createCopkit({ storage, extensions: [expertise()] });
  const ada = cop.as({ hostId: 'ada', name: 'Ada' });
  const before = megabytes();
  const begun = performance.now();
  await importEsco({ cop, folder });
  const first = seconds(begun);
  const again = performance.now();
  await importEsco({ cop, folder });
  const second = seconds(again);
  const used = megabytes() - before;
  const fresh = await createCopkit({ storage: sqlite(join(folder, 'copkit.db')), extensions: [expertise()] });
  const start = performance.now();
  await fresh.as({ hostId: 'ada', name: 'Ada' }).knowledge.suggestTopics({ text: 'word1' });
  const cold = seconds(start);
  await fresh.close();
  const text = phrase(3, 200);
  return {
    async *report(as) {
      const row = (name: string, value: number, unit: string) =>
        as === 'json'
          ? JSON.stringify({ bench: 'topics', case: name, unit, value, baseline: null, ratio: null })
          : `${name}: ${value.toFixed(1)} ${unit}`;
      yield row(`import of ${CONCEPTS} concepts into SQLite`, first, 's');
      yield row('import of the same again', second, 's');
      yield row('memory more than before, after both', used, 'MB');
      yield row('first suggestion after a start', cold, 's');
    },
    cases: [
      {
        name: 'suggest by the beginning of a label',
        operations: 200,
        subject: { run: (at) => ada.topics.suggest({ text: `word${at % 100}` }) },
      },
      {
        name: 'suggest for a text of 200 words',
        operations: 100,
        subject: { run: (at) => ada.knowledge.suggestTopics({ title: phrase(at, 3), text }) },
      },
      {
        name: 'terms in a thread of 50 posts of 200 words',
        operations: 10,
        subject: {
          run: () => ada.knowledge.listTerms({ texts: Array.from({ length: 50 }, (_, at) => phrase(at, 200)) }),
        },
      },
    ],
    async close() {
      await cop.close();
      await rm(folder, { recursive: true });
    },
  };
};
