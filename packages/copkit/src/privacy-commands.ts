import type { Command } from 'commander';
import type { Terminal } from './terminal.js';

/** What a privacy officer does on the machine: export, erasure list, a look at retention, the register. */
export function addPrivacyCommands(program: Command, terminal: Terminal, onExit: (code: number) => void): void {
  const data = [
    '--data <store>',
    'a SQLite file, or a PostgreSQL database as postgres://…; else as for "copkit dump"',
  ] as const;
  const json = ['--json', 'print JSON instead of text'] as const;
  const privacy = program
    .command('privacy')
    .description('What is kept about people: export, erase again, look through.');
  const commands = () => import('./commands/privacy.js');

  privacy
    .command('export')
    .description(
      'Write everything that is kept about a person: a page for reading where the file ends in .html, else JSON.',
    )
    .argument(
      '<person>',
      'the id that the sign-on knows them by, or their whole name where only one person has it, or their id here',
    )
    .argument('<file>', 'the file to write, a new one')
    .requiredOption('--reason <text>', 'why, for the audit')
    .option(...data)
    .option(...json)
    .addHelpText(
      'after',
      '\nPeople get their own with privacy.getMine, without anybody\'s help.\n\nExample:\n  copkit privacy export "Ada Byron" ada.html --reason "Asked on 3 March" --data cops.db',
    )
    .action(async (person, file, options) =>
      onExit(await (await commands()).exportPerson(person, file, options, terminal)),
    );

  privacy
    .command('erasures')
    .description('Write the erasure list: who was erased, without saying who they were. Keep it apart from backups.')
    .argument('<file>', 'the file to write; an older list is replaced')
    .option(...data)
    .option(...json)
    .addHelpText('after', '\nExample, daily:\n  copkit privacy erasures erasures.json --data cops.db')
    .action(async (file, options) => onExit(await (await commands()).writeErasures(file, options, terminal)));

  privacy
    .command('reapply')
    .description('After a backup was restored: erase again whoever is in the erasure list.')
    .argument('<file>', 'what "copkit privacy erasures" wrote')
    .option(...data)
    .option(...json)
    .addHelpText(
      'after',
      '\n"copkit restore --erasures" does it as it restores. May be run again.\n\nExample:\n  copkit privacy reapply erasures.json --data restored.db',
    )
    .action(async (file, options) => onExit(await (await commands()).reapply(file, options, terminal)));

  privacy
    .command('scrub')
    .description('Write the files of a SQLite store anew, so that nothing is left in them of what was deleted.')
    .option(...data)
    .option(...json)
    .addHelpText(
      'after',
      '\nNeeds the room of the files a second time; whoever writes waits meanwhile.\n\nExample, after erasures:\n  copkit privacy scrub --data cops.db',
    )
    .action(async (options) => onExit(await (await commands()).scrub(options, terminal)));

  privacy
    .command('retention')
    .description('Count what "copkit serve" would delete now by its rules. Deletes nothing.')
    .option('--config <file>', 'the configuration with the rules; else the file that COPKIT_CONFIG names')
    .option(...data)
    .option(...json)
    .addHelpText('after', '\nExample:\n  copkit privacy retention --config copkit.json')
    .action(async (options) => onExit(await (await commands()).previewRetention(options, terminal)));

  privacy
    .command('register')
    .description('Print the register of processing: what is kept about people, why, who sees it and how long.')
    .option('--config <file>', 'the configuration with the rules; else the file that COPKIT_CONFIG names')
    .option(...data)
    .option(...json)
    .addHelpText('after', '\nExample:\n  copkit privacy register > register.md')
    .action(async (options) => onExit(await (await commands()).printRegister(options, terminal)));
}
