import type { Activity, Detail, Verb } from '../index.js';
import { seeded } from '../measures/seeded.js';

const HOUR = 3_600_000;
const START = Date.parse('2025-01-01T00:00:00.000Z');
const YEAR = 365 * 24;

export interface HistoryOf {
  readonly seed: number;
  readonly people: number;
  readonly units: number;
  readonly questions: number;
}

/** What one community did in 2025, as it stands in the log: the same for the same seed. */
export function history({ seed, people, units, questions }: HistoryOf): Activity[] {
  const random = seeded(seed);
  const pick = (count: number) => Math.floor(random() * count);
  const log: Activity[] = [];
  const act = <V extends Verb>(
    hours: number,
    person: number | null,
    verb: V,
    object: string,
    more: Partial<Activity<V>> = {},
  ) => {
    const at = new Date(START + Math.round(hours * HOUR)).toISOString();
    const unit = person === null || person % 7 === 6 ? null : `u${person % units}`;
    const who = { actor: person === null ? null : `p${person}`, unitAtEvent: unit };
    const where = { community: 'c', channel: 'text', topics: [], recordedAt: at, origin: 'live' } as const;
    const detail: Detail<V> | null = null;
    log.push({
      id: `a${log.length}`,
      ...who,
      verb,
      object,
      inReplyTo: null,
      target: null,
      ...where,
      at,
      detail,
      ...more,
    } as Activity);
  };
  for (let n = 0; n < questions; n++) {
    const asked = random() * YEAR;
    const asker = random() < 0.03 ? null : pick(people);
    const question = `q${n}`;
    act(asked, asker, 'ask', question, { detail: { customerWaiting: false } });
    for (let answer = pick(4); answer > 0; answer--) {
      const answerer =
        random() < 0.05 ? asker : random() < 0.3 && asker !== null ? (asker + units) % people : pick(people);
      const object = `${question}r${answer}`;
      act(asked + 200 * random() ** 3, answerer, 'answer', object, { inReplyTo: question });
      if (random() < 0.05) act(asked + 300, 0, 'hide', object);
      if (random() < 0.05) act(asked + 310, 0, 'restore', object);
    }
    const fate = random();
    if (fate < 0.03) act(asked + 10 + pick(100), asker, 'withdraw', question);
    else if (fate < 0.1)
      act(asked + pick(90), 0, 'close', question, { detail: { reason: 'obsolete', duplicateOf: null } });
    if (fate > 0.08 && fate < 0.1) act(asked + 100, 0, 'reopen', question);
    if (fate > 0.98) act(asked + 1, 0, 'hide', question);
    if (random() < 0.5) act(asked + 1, pick(people), 'rate', question, { detail: { kind: 'like', count: 1 } });
  }
  return log;
}
