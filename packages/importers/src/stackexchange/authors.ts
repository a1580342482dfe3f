import type { SystemApi } from '@copkit/core';
import type { Tally } from '../report.js';
import type { Dump } from './dump.js';
import { type Author, numberOf, timeOf } from './records.js';
import { cleanLine, shortened } from './text.js';
import type { createWindow } from './window.js';

const PEOPLE_PER_CALL = 500;
const LONGEST_NAME = 100;
/** One author for all of them, so that nothing tells them apart. */
const ERASED = 'people erased here';

export interface Authors {
  /** The person id of who wrote something. */
  personId(author: Author): Promise<string>;
}

interface ImportAuthors {
  readonly system: Pick<SystemApi, 'people' | 'imports'>;
  readonly dump: Dump;
  readonly tally: Tally;
  readonly window: ReturnType<typeof createWindow>;
  readonly communityId: string;
  readonly source: string;
  readonly firstWritten: ReadonlyMap<number, string>;
}

interface User {
  readonly id: number;
  readonly name: string | null;
  /** When the account began, or wrote first where that was earlier. */
  readonly since: string;
}

/**
 * Makes people and members of the users who wrote something. Users without a row in Users.xml become
 * nameless people. Deleted accounts, of which a dump says a label only, are authors but not members. What people
 * wrote who were erased here, and that has come since, is nobody's.
 */
export async function importAuthors(input: ImportAuthors): Promise<Authors> {
  const { system, dump, tally, window, communityId, source, firstWritten } = input;
  const personIds = new Map<number, string | null>();
  const placeholders = new Map<string, Promise<string>>();

  const admit = async (users: readonly User[]) => {
    const people = users.map(({ id, name }) => ({ hostId: `${source}:${id}`, name }));
    const { created, updated, unchanged, ids } = await system.people.import({ people });
    tally.imported('people', 'created', created);
    tally.imported('people', 'updated', updated);
    tally.imported('people', 'unchanged', unchanged);
    for (const [at, { id, since }] of users.entries()) {
      const personId = ids[at];
      if (personId === undefined) throw new Error(`The core gave no person for user ${id}.`);
      personIds.set(id, personId);
      if (personId === null) {
        tally.skipped('Users', 'was erased here');
        continue;
      }
      await window.run(async () => {
        const { outcome } = await system.imports.member({ communityId, personId, at: since });
        tally.imported('members', outcome);
      });
    }
  };

  for await (const users of inBatches(usersWhoWrote(input))) await admit(users);
  const rowless = [...firstWritten].filter(([id]) => !personIds.has(id));
  for await (const users of inBatches(rowless.map(([id, since]) => ({ id, name: null, since })))) {
    for (const _ of users) tally.altered('users without a row in Users.xml, who stay nameless');
    await admit(users);
  }
  await window.drain();

  return {
    async personId(author) {
      if ('label' in author) return placeholder(author.label);
      const known = personIds.get(author.userId);
      return known ?? placeholder(known === null ? ERASED : `user ${author.userId}`);
    },
  };

  function placeholder(label: string): Promise<string> {
    const known = placeholders.get(label);
    if (known) return known;
    const made = system.imports
      .placeholder({ source, label: shortened(cleanLine(label), LONGEST_NAME) })
      .then((answer) => {
        tally.imported('namelessAuthors', answer.outcome);
        return answer.personId;
      });
    placeholders.set(label, made);
    return made;
  }

  async function* usersWhoWrote({ firstWritten }: ImportAuthors): AsyncGenerator<User> {
    const seen = new Set<number>();
    for await (const row of dump.rows('Users', 'people')) {
      const id = numberOf(row.Id);
      const first = id === null ? undefined : firstWritten.get(id);
      if (id === null) tally.skipped('Users', 'has no usable Id');
      else if (first === undefined) tally.skipped('Users', 'never wrote anything');
      else if (seen.has(id)) tally.skipped('Users', 'has the Id of an earlier row');
      else {
        seen.add(id);
        const begun = timeOf(row.CreationDate);
        const name = shortened(cleanLine(row.DisplayName ?? ''), LONGEST_NAME) || null;
        yield { id, name, since: begun !== null && begun < first ? begun : first };
      }
    }
  }
}

async function* inBatches(users: Iterable<User> | AsyncIterable<User>): AsyncGenerator<readonly User[]> {
  let batch: User[] = [];
  for await (const user of users) {
    batch.push(user);
    if (batch.length < PEOPLE_PER_CALL) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
