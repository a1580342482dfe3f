import type { DetailOf, Verb } from '../activity/records.js';
import { type LoggedAct, remembered } from './columns.js';

/** An answer to somebody else's question; people and units are numbers of the log's dictionaries. */
export interface Answer {
  readonly at: number;
  readonly by: number;
  readonly unit: number;
  readonly object: number;
}

/** Something that held from a moment on, until `Infinity` where it still does. */
export interface Held {
  readonly at: number;
  readonly until: number;
}

/** What became of a question. Moments are milliseconds since 1970. */
export interface Question {
  readonly at: number;
  /** When its quarter ends: no figure looks at what comes later. */
  readonly quarterEnd: number;
  readonly asker: number;
  readonly unit: number;
  /** Ids, as it was asked. */
  readonly topics: readonly string[];
  /** Whether a customer waited for it. */
  readonly customerWaiting: boolean;
  /** When an answer was accepted. */
  readonly acceptances: readonly Held[];
  /** When it was closed as a duplicate. */
  readonly duplicates: readonly Held[];
  /** Whom it was put to. */
  readonly routes: readonly { readonly at: number; readonly person: number }[];
  /** By others than the asker, oldest first. */
  readonly answers: readonly Answer[];
  /** Taken back by its asker. */
  readonly withdrawnAt: number | null;
  /** When it was closed and opened again, the latter `Infinity` where it was not. */
  readonly closings: readonly { readonly at: number; readonly reopenedAt: number }[];
  /** When it went to the facilitators or a lead because nobody had answered, oldest first. */
  readonly escalations: readonly { readonly at: number; readonly to: 'facilitators' | 'lead' }[];
}

interface Told
  extends Omit<
    Question,
    'quarterEnd' | 'answers' | 'withdrawnAt' | 'closings' | 'escalations' | 'acceptances' | 'duplicates' | 'routes'
  > {
  readonly acceptances: { at: number; until: number }[];
  readonly duplicates: { at: number; until: number }[];
  readonly routes: { at: number; person: number }[];
  readonly answers: Answer[];
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
  const answered = new Map<number, Told>();
  const hidden = new Set<number>();
  for (const act of log.acts(...TELLING)) tell(questions, answered, hidden, act);
  const shown = [...questions].filter(([object]) => !hidden.has(object));
  return shown.map(([, question]) => ({
    ...question,
    quarterEnd: log.calendar.endOfQuarter(question.at),
    answers: question.answers.filter(({ object }) => !hidden.has(object)),
  }));
});

const TELLING: readonly Verb[] = [
  'ask',
  'answer',
  'accept',
  'unaccept',
  'route',
  'close',
  'reopen',
  'escalate',
  'withdraw',
  'hide',
  'restore',
];

/** From then on it holds no more. */
function end(held: { until: number }[], at: number): void {
  const last = held.at(-1);
  if (last) last.until = Math.min(last.until, at);
}

/** @param answered questions by their answers. */
function tell(questions: Map<number, Told>, answered: Map<number, Told>, hidden: Set<number>, act: LoggedAct): void {
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
        customerWaiting: (act.detail as DetailOf['ask'] | null)?.customerWaiting === true,
        acceptances: [],
        duplicates: [],
        routes: [],
        answers: [],
        withdrawnAt: null,
        closings: [],
        escalations: [],
      });
      return;
    case 'answer': {
      const asked = questions.get(act.inReplyTo);
      if (asked) answered.set(object, asked);
      if (asked && actor !== 0 && actor !== asked.asker) asked.answers.push({ at, by: actor, unit, object });
      return;
    }
    case 'accept':
      answered.get(object)?.acceptances.push({ at, until: Number.POSITIVE_INFINITY });
      return;
    case 'unaccept':
      end(answered.get(object)?.acceptances ?? [], at);
      return;
    case 'route':
      if (act.whom !== 0) question?.routes.push({ at, person: act.whom });
      return;
    case 'close':
      question?.closings.push({ at, reopenedAt: Number.POSITIVE_INFINITY });
      if ((act.detail as DetailOf['close'] | null)?.reason === 'duplicate')
        question?.duplicates.push({ at, until: Number.POSITIVE_INFINITY });
      return;
    case 'reopen': {
      const closing = question?.closings.at(-1);
      if (closing) closing.reopenedAt = Math.min(closing.reopenedAt, at);
      if (question) end(question.duplicates, at);
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
