import type { Command } from 'commander';
import type { Terminal } from './terminal.js';

/** `copkit import skos` and `copkit import esco`. */
export function addConceptCommands(imports: Command, terminal: Terminal, onExit: (code: number) => void): void {
  const commands = () => import('./commands/concepts.js');
  const skos = imports
    .command('skos')
    .description('Import a SKOS concept scheme into the topics of the organisation.')
    .argument('<file>', 'RDF/XML (.rdf .xml .owl), Turtle (.ttl), N-Triples (.nt) or JSON-LD (.jsonld .json)');
  options(skos)
    .addHelpText(
      'after',
      `
What the organisation called or defined itself stays; a topic with the same label stands for the concept
from then on. What cannot be used is reported with its line, and the exit code is 1. A relation to a concept that is
not imported is left out and reported, and no failure.

Example:
  copkit import skos plant.ttl --language en,de --under "Rotating machines" --data cops.db`,
    )
    .action(async (file, given) => onExit(await (await commands()).skos(file, given, terminal)));
  const esco = imports
    .command('esco')
    .description('Import the skills of ESCO into the topics of the organisation.')
    .argument('<folder>', 'with its CSV files: skills_en.csv, skillGroups_en.csv, collections, broader relations');
  options(esco)
    .addHelpText(
      'after',
      `
As for SKOS. Of the languages the first is shown, and the labels of the others find the same skills.

Example:
  copkit import esco ./esco-1.2.0 --language en,de --under "information and communication technologies (icts)"`,
    )
    .action(async (folder, given) => onExit(await (await commands()).esco(folder, given, terminal)));
}

function options(command: Command): Command {
  const list = (text: string): string[] => text.split(',').map((tag) => tag.trim());
  const another = (value: string, before: readonly string[]): string[] => [...before, value];
  return command
    .option('--language <tags>', 'divided by commas, the first for what is shown', list, ['en'])
    .option('--under <concept>', 'only this one and what is narrower, by URI or label; may be given again', another, [])
    .option('--only <file>', 'only the concepts whose URIs stand in this file, one in a line')
    .option(
      '--data <store>',
      'a SQLite file, or a PostgreSQL database as postgres://…; else as for "copkit import people"',
    )
    .option('--json', 'print JSON instead of text');
}
