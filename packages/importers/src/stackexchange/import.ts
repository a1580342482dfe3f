import { type Copkit, CopkitError, type SystemApi } from '@copkit/core';
import { ImportError } from '../import-error.js';
import { type ImportReport, Tally } from '../report.js';
import { importAuthors } from './authors.js';
import { type ImportProgress, openDump } from './dump.js';
import { PostFacts } from './post-facts.js';
import { importComments, importPosts } from './posts.js';
import { gatherFacts, settleFacts } from './settle.js';
import { survey } from './survey.js';
import { createWindow } from './window.js';

export interface ImportStackExchange {
  readonly cop: Copkit;
  /** The unpacked dump: Posts.xml and, where they are, Comments, Users, PostLinks and Votes. */
  readonly directory: string;
  /** The community's name. The same name again means the same community. */
  readonly community: string;
  /**
   * Host ids of who looks after the community from now on. They are known here already: by `importPeople`, by having
   * signed in, or, as `stackexchange:NAME:USER`, by an earlier import of the dump.
   */
  readonly facilitators?: readonly string[];
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Ends the import; what is written stays, and the next run goes on from there. */
  readonly signal?: AbortSignal;
}

const CALLS_UNDER_WAY = 64;
const PASSES = { Posts: 3, Comments: 2, Users: 1, PostLinks: 1, Votes: 1 };

/**
 * Imports a Stack Exchange dump as a community, in memory that does not grow with its size. Everything
 * keeps its id across runs, so a second run changes nothing and one that was cut off is finished by
 * the next.
 * @throws ImportError when the folder holds no dump, or a facilitator is not known. Nothing was written. Whatever is
 * wrong inside the dump, the report tells.
 */
export async function importStackExchange(input: ImportStackExchange): Promise<ImportReport> {
  const { cop, directory, onProgress, signal } = input;
  const tally = new Tally();
  const dump = await openDump(directory, { tally, passes: PASSES, onProgress, signal });
  const surveyed = await survey(dump);

  const source = `stackexchange:${slugOf(input.community)}`;
  const system = cop.system({ name: 'import' });
  const { communityId } = await foundCommunity(system, {
    source,
    name: input.community,
    purpose: `Questions and answers of ${input.community}, from Stack Exchange.`,
    ...(surveyed.begin === null ? {} : { createdAt: surveyed.begin }),
    facilitators: input.facilitators ?? [],
  });

  const window = createWindow(CALLS_UNDER_WAY);
  const authors = await importAuthors({
    system,
    dump,
    tally,
    window,
    communityId,
    source,
    firstWritten: surveyed.firstWritten,
  });
  const facts = await PostFacts.open(dump.size('Votes') + dump.size('PostLinks'));
  try {
    const run = {
      imports: system.imports,
      dump,
      tally,
      window,
      communityId,
      source,
      survey: surveyed,
      authors,
      facts,
      signal,
    };
    const posts = await importPosts(run);
    await importComments(run, posts);
    await gatherFacts(run, posts);
    await settleFacts(run, posts);
  } finally {
    await facts.close();
  }
  return tally.report(communityId, source, dump.unread);
}

async function foundCommunity(system: SystemApi, input: Parameters<SystemApi['imports']['community']>[0]) {
  try {
    return await system.imports.community(input);
  } catch (error) {
    if (!(error instanceof CopkitError && error.field?.startsWith('facilitators'))) throw error;
    const message = `${error.message} Import people first, or let them sign in once.`;
    throw new ImportError('unknown-person', message, [], { cause: error });
  }
}

/** Names that a person would take for the same give the same community; `C++` and `C#` do not. */
function slugOf(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, '-');
}
