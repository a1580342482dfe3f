/**
 * What a field of a document says about people:
 * - `author` the id of who wrote the document, or whose act or thing it is: its texts are theirs
 * - `person` the id of somebody else whom it concerns
 * - `post` the id of a post: it concerns whoever wrote that
 * - `identity` a name, an id of the host's, a profile
 * - `text` free text of the author, in which anybody may be named
 * - `about` free text about the person whom it concerns, by somebody else
 * - `deed` what the person did, chose or became, and when
 * - `thing` nothing about a person
 */
export const meanings = ['author', 'person', 'post', 'identity', 'text', 'about', 'deed', 'thing'] as const;
export type Meaning = (typeof meanings)[number];

/** How the documents of a collection concern people. Data only: export, erasure, retention and register follow from it. */
export interface Declaration {
  /** What they are called in an export. */
  readonly title: string;
  /** What they are kept for. */
  readonly purpose: string;
  /** How long they are kept: the name of a retention rule in braces, or in words. */
  readonly kept: string;
  /** Where they are shown. */
  readonly shown: string;
  /**
   * Fields by meaning; every field of the schema has one. A field stands for all that is under it; `[]` marks the items of
   * a list. Meanings that are left out have no field.
   */
  readonly fields: Partial<Record<Meaning, readonly string[]>>;
  /** Fields that the person whom it concerns decided about, unknown to its author; left out of the author's export. */
  readonly unseen?: readonly string[];
  /**
   * Whom the document's own id leads to: it bears the `author`'s; it bears that of a `post`, whose author wrote this; or
   * the document of the same id in "adopters" says whose it is.
   */
  readonly id?: 'author' | 'post' | 'adopter';
  /** Why it concerns nobody. Required where nothing of it does. */
  readonly none?: string;
  /** It repeats texts of threads, replies or practices: in this field their ids stand, `id` for the document's own. */
  readonly copies?: string;
}

export type Declarations = Readonly<Record<string, Declaration>>;

/** Nothing in it tells of anybody. */
export const concernsNobody = ({ id, fields }: Declaration): boolean =>
  id === undefined && meanings.every((meaning) => meaning === 'thing' || (fields[meaning] ?? []).length === 0);
