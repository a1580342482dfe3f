import { EXIT } from '../failure.js';
import { withStore } from '../store.js';
import { table } from '../table.js';
import type { Terminal } from '../terminal.js';

export async function stats(options: { data: string; json?: boolean }, terminal: Terminal): Promise<number> {
  const stats = await withStore({ file: options.data, create: false }, terminal, (cop) => cop.stats());
  if (options.json) {
    terminal.out(JSON.stringify(stats, null, 2));
    return EXIT.ok;
  }
  terminal.out(
    table([
      ['communities', stats.communities],
      ['people', stats.people],
      ['units', stats.units],
      ['topics', stats.topics],
      ['memberships', stats.members],
      ...Object.entries(stats.threads).map(([kind, count]): [string, number] => [`threads: ${kind}`, count]),
      ['answers', stats.answers],
      ['accepted answers', stats.acceptedAnswers],
      ['comments', stats.comments],
      ['reactions', stats.reactions],
      ['imported votes', stats.importedVotes],
    ]),
  );
  if (stats.perCommunity.length > 0) {
    terminal.out('');
    terminal.out(
      table([
        ['community', 'members', 'questions', 'answers', 'accepted'],
        ...stats.perCommunity.map(({ name, members, questions, answers, acceptedAnswers }) => [
          name,
          members,
          questions,
          answers,
          acceptedAnswers,
        ]),
      ]),
    );
  }
  return EXIT.ok;
}
