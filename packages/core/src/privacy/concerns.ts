import { personPartition } from '../store/partitions.js';
import type { Declaration, Meaning } from './declaration.js';
import { textsAt } from './leaves.js';

/** A document and where it stands. */
export interface Standing {
  readonly partition: string;
  readonly collection: string;
  readonly id: string;
  readonly body: unknown;
}

/**
 * How a document concerns somebody: as its `author`, to whom all of it belongs; as the `person` whom somebody else's
 * document is about; `mentioned` in the text of somebody else; as author of the `post` that it is about.
 */
export type Role = 'author' | 'person' | 'mentioned' | 'post';

export interface Concern {
  readonly personId: string;
  readonly as: Role;
}

export const PERSON_IDS = /p_[0-9a-f][0-9a-z]{16}/g;
const POST_IDS = /[tr]_[0-9a-z]{16}_[0-9a-z]{12}/g;
const HOME = /^person\/(p_[0-9a-f][0-9a-z]{16})$/;

/** Asks who wrote a post, or speaks for a unit, by the id of the post or of the adoption. */
export interface Asking {
  authorsOf(partition: string, postId: string): Promise<readonly string[]>;
  adoptersOf(partition: string, adoptionId: string): Promise<readonly string[]>;
}

const idsIn = (texts: readonly { readonly text: string }[], pattern: RegExp): string[] =>
  texts.flatMap(({ text }) => text.match(pattern) ?? []);

/**
 * Whom a document concerns, as the declaration of its collection says. What nobody declared concerns whoever's id is
 * anywhere in it.
 */
export async function concernsOf(
  doc: Standing,
  declaration: Declaration | undefined,
  asking: Asking,
): Promise<readonly Concern[]> {
  const { partition, id, body } = doc;
  const concerns: Concern[] = [];
  const add = (as: Role, ids: Iterable<string>) => {
    for (const personId of ids)
      if (!concerns.some((each) => each.personId === personId && each.as === as)) concerns.push({ personId, as });
  };
  const owner = HOME.exec(partition)?.[1];
  if (owner) add('author', [owner]);
  if (!declaration) {
    add('author', id.match(PERSON_IDS) ?? []);
    add('person', JSON.stringify(body).match(PERSON_IDS) ?? []);
    return concerns;
  }
  const texts = (meaning: Meaning) => (declaration.fields[meaning] ?? []).flatMap((field) => textsAt(body, field));
  add('author', idsIn(texts('author'), PERSON_IDS));
  add('person', idsIn(texts('person'), PERSON_IDS));
  add('mentioned', idsIn([...texts('text'), ...texts('about')], PERSON_IDS));
  for (const postId of new Set(idsIn(texts('post'), POST_IDS))) add('post', await asking.authorsOf(partition, postId));
  if (declaration.id === 'author') add('author', id.match(PERSON_IDS) ?? []);
  if (declaration.id === 'post')
    add('author', await asking.authorsOf(partition, (id.match(POST_IDS) ?? []).at(-1) ?? ''));
  if (declaration.id === 'adopter') add('author', await asking.adoptersOf(partition, id));
  return concerns;
}

/** Partitions that belong to one person and nobody else looks into. */
export const isOthers = (partition: string, personId: string): boolean =>
  HOME.test(partition) && partition !== personPartition(personId);
