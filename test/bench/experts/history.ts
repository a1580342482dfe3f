/** What happened in a community, in the order in which it happened. Ids are those of the source. */
export type Happening =
  | {
      readonly what: 'question';
      readonly at: string;
      readonly id: string;
      readonly personId: string;
      readonly title: string;
      readonly body: string;
      readonly topics: readonly string[];
      /** Who wrote the answer that was accepted in the end; `null` where none was, or nobody knows. */
      readonly acceptedBy: string | null;
    }
  | {
      readonly what: 'answer' | 'comment';
      readonly at: string;
      readonly id: string;
      readonly onId: string;
      readonly personId: string;
      readonly body: string;
    }
  | { readonly what: 'acceptance'; readonly at: string; readonly questionId: string; readonly answerId: string }
  /** Votes for and against of one day, which nobody knows before the next. */
  | {
      readonly what: 'votes';
      readonly at: string;
      readonly postId: string;
      readonly up: number;
      readonly down: number;
    };

export type Question = Extract<Happening, { what: 'question' }>;

const ORDER = { votes: 0, question: 1, answer: 2, comment: 3, acceptance: 4 } as const;

export function inOrder(happenings: readonly Happening[]): Happening[] {
  return happenings.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : ORDER[a.what] - ORDER[b.what]));
}
