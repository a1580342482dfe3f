import { type LoggedAct, remembered } from './columns.js';

/** An answer to somebody else's question; people and units are numbers of the log's dictionaries. */
export interface Answer {
  readonly at: number;
  readonly by: number;
  readonly unit: number;
}

/** What became of a question. Moments are milliseconds since 1970. */
export interface Question {
  readonly at: number;
  readonly asker: number;
  readonly unit: number;
  /** Ids, as it was asked. */
  readonly topics: readonly string[];
  /** By others than the asker, oldest first. */
  readonly answers: readonly Answer[];
  /** Taken back by its asker. */
  readonly withdrawnAt: number | null;
  /** When it was closed and opened again, the latter `Infinity` where it was not. */
  readonly closings: readonly { readonly at: number; readonly reopenedAt: number }[];
  /** When it went to the facilitators or a lead because nobody had answered, oldest first. */
  readonly escalations: readonly { readonly at: number; readonly to: 'facilitators' | 'lead' }[];
}

interface Told extends Omit<Question, 'answers' | 'withdrawnAt' | 'closings' | 'escalations'> {
  readonly answers: (Answer & { readonly object: number })[];
  withdrawnAt: number | null;
  closings: { at: number; reopenedAt: number }[];
  escalations: { at: number; to: 'facilitators' | 'lead' }[];
}

/**
 * The questions of a community and the answers to them. Left out is what nobody known asked or answered, answers to
 * one's own question, and what the facilitators hid.
 */
export const questionsOf = remembered((log): readonly Question[] => {
  const questions = new Map<number, Told>();
  const hidden = new Set<number>();
  for (const act of log.acts()) tell(questions, hidden, act);
  const shown = [...questions].filter(([object]) => !hidden.has(object));
  return shown.map(([, question]) => ({
    ...question,
    answers: question.answers.filter(({ object }) => !hidden.has(object)),
  }));
});

function tell(questions: Map<number, Told>, hidden: Set<number>, act: LoggedAct): void {
  const { at, verb, actor, unit, object } = act;
  const question = questions.get(object);
  switch (verb) {
    case 'ask':
      if (actor === 0) return;
      questions.set(object, {
        at,
        asker: actor,
        unit,
        topics: act.topics,
        answers: [],
        withdrawnAt: null,
        closings: [],
        escalations: [],
      });
      return;
    case 'answer': {
      const asked = questions.get(act.inReplyTo);
      if (asked && actor !== 0 && actor !== asked.asker) asked.answers.push({ at, by: actor, unit, object });
      return;
    }
    case 'close':
      question?.closings.push({ at, reopenedAt: Number.POSITIVE_INFINITY });
      return;
    case 'reopen': {
      const closing = question?.closings.at(-1);
      if (closing) closing.reopenedAt = Math.min(closing.reopenedAt, at);
      return;
    }
    case 'escalate':
      question?.escalations.push({
        at,
        to: act.detail && 'to' in act.detail && act.detail.to === 'lead' ? 'lead' : 'facilitators',
      });
      return;
    case 'withdraw':
      if (question) question.withdrawnAt ??= at;
      return;
    case 'hide':
      hidden.add(object);
      return;
    case 'restore':
      hidden.delete(object);
      return;
  }
}
