import { readFile } from 'node:fs/promises';
import type { Copkit } from '@copkit/core';
import { importEsco, importSkos, type TopicsReport } from '@copkit/importers';
import { EXIT, Failure } from '../failure.js';
import { progressOn } from '../progress.js';
import { withStore } from '../store.js';
import type { Terminal } from '../terminal.js';

interface ConceptOptions {
  readonly data: string;
  readonly json?: boolean;
  readonly language: readonly string[];
  readonly under: readonly string[];
  /** A file with URIs. */
  readonly only?: string;
}

export const skos = (file: string, options: ConceptOptions, terminal: Terminal): Promise<number> =>
  bringIn(options, terminal, (how) => importSkos({ ...how, file }));

export const esco = (folder: string, options: ConceptOptions, terminal: Terminal): Promise<number> =>
  bringIn(options, terminal, (how) => importEsco({ ...how, folder }));

interface How {
  readonly cop: Copkit;
  readonly languages: readonly string[];
  readonly under?: readonly string[];
  readonly only?: readonly string[];
  readonly onProgress: (done: number, of: number) => void;
  readonly signal: AbortSignal;
}

/** Fails where something could not be used, although the rest came in. A relation that leads elsewhere is no failure. */
async function bringIn(
  { data, json, language, under, only }: ConceptOptions,
  terminal: Terminal,
  bring: (how: How) => Promise<TopicsReport>,
): Promise<number> {
  const uris = only === undefined ? undefined : await urisIn(only);
  const progress = progressOn(terminal);
  const report = await withStore({ file: data, create: true }, terminal, (cop) =>
    bring({
      cop,
      languages: language,
      ...(under.length > 0 && { under }),
      ...(uris && { only: uris }),
      onProgress: (done, total) => progress.show({ step: 'Topics', done, total }),
      signal: terminal.signal,
    }).finally(() => progress.end()),
  );
  terminal.out(json ? JSON.stringify(report, null, 2) : inWords(report));
  return report.problemCount === 0 ? EXIT.ok : EXIT.failed;
}

async function urisIn(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch((error) => {
    throw new Failure(`${file} cannot be read (${error.code}).`);
  });
  return text.split(/\s+/).filter(Boolean);
}

function inWords(report: TopicsReport): string {
  const { created, matched, changed, unchanged, leftOut, obsolete, problems, problemCount, notes, noteCount } = report;
  const counts = [
    `${created} topics new, ${matched} matched with topics of the same label, ${changed} changed, ${unchanged} unchanged`,
    ...(leftOut > 0 ? [`${leftOut} concepts left out, as they are not in the part that was asked for`] : []),
    ...(obsolete > 0 ? [`${obsolete} left out, as they are not in force any more`] : []),
  ];
  return [
    ...counts,
    ...listed(`${problemCount} could not be used; the rest was imported`, problems, problemCount),
    ...listed(`${noteCount} relations lead out of what was imported`, notes, noteCount),
  ].join('\n');
}

function listed(heading: string, faults: TopicsReport['problems'], count: number): string[] {
  if (count === 0) return [];
  const told = faults.map(({ file, line, message }) => `${[file, line].filter(Boolean).join(':')}: ${message}`);
  return ['', heading, ...told, ...(count > faults.length ? [`… and ${count - faults.length} more`] : [])];
}
