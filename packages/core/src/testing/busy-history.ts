import type { Activity, Verb } from '../index.js';
import { seeded } from '../measures/seeded.js';

const HOUR = 3_600_000;
const START = Date.parse('2024-01-03T07:00:00.000Z');
const TWO_YEARS = 731 * 24;

export interface BusyHistoryOf {
  readonly seed: number;
  readonly people: number;
  readonly units: number;
  readonly questions: number;
}

/**
 * What a community did in 2024 and 2025, with everything that figures are made of: people join over time, ask, answer,
 * accept, thank, vote and leave; practices are published, adopted and abandoned. The same for the same seed.
 */
export function busyHistory({ seed, people, units, questions }: BusyHistoryOf): Activity[] {
  const random = seeded(seed);
  const pick = (count: number) => Math.floor(random() * count);
  const log: Activity[] = [];
  // A third is there from the beginning, the others come one after the other.
  const since = Array.from({ length: people }, (_, n) => (n * 3 < people ? 0 : random() * TWO_YEARS * 0.8));
  const act = <V extends Verb>(hours: number, person: number | null, verb: V, object: string, more: object = {}) => {
    const at = new Date(START + Math.round(hours * HOUR)).toISOString();
    const unitAtEvent = person === null || person % 9 === 8 ? null : `u${person % units}`;
    const where = { community: 'c', channel: 'text', topics: [], recordedAt: at, origin: 'live' };
    const who = { id: `a${log.length}`, actor: person === null ? 'system' : `p${person}`, unitAtEvent };
    log.push({ ...who, verb, object, inReplyTo: null, target: null, ...where, at, detail: null, ...more } as Activity);
  };
  const there = (hours: number) => since.flatMap((from, person) => (from <= hours ? [person] : []));
  /** Some do much more than others. */
  const somebody = (hours: number) => {
    const some = there(hours);
    return some[Math.floor(some.length * random() ** 2)] ?? 0;
  };
  for (const [person, from] of since.entries()) act(from, person, 'join', 'c', { target: `p${person}` });
  for (let n = 0; n < questions; n++) {
    const hours = random() * (TWO_YEARS - 500);
    const [asker, question, topics] = [somebody(hours), `q${n}`, [`t${pick(4)}`]];
    act(hours, asker, 'ask', question, { topics, detail: { customerWaiting: random() < 0.3 } });
    const routed = random() < 0.4 ? somebody(hours) : null;
    if (routed !== null) act(hours + 1, null, 'route', question, { target: `p${routed}`, topics });
    for (let number = pick(4); number > 0; number--) {
      const when = hours + 300 * random() ** 3;
      const answerer = routed !== null && random() < 0.5 ? routed : somebody(when);
      const answer = `${question}r${number}`;
      act(when, answerer, 'answer', answer, { inReplyTo: question, topics });
      if (random() < 0.5) act(when + 1, asker, 'thank', answer);
      if (random() < 0.3) act(when + 2, asker, 'accept', answer, { inReplyTo: question });
      if (random() < 0.3) act(when + 3, somebody(when), 'reply', `${answer}c`, { inReplyTo: answer });
    }
    if (random() < 0.6) act(hours + 4, somebody(hours), 'rate', question, { detail: { kind: 'like', count: 1 } });
    const fate = random();
    if (fate < 0.15)
      act(hours + 90, 0, 'close', question, {
        detail: { reason: fate < 0.1 ? 'duplicate' : 'obsolete', duplicateOf: null },
      });
    else if (fate < 0.3) act(hours + 60, null, 'escalate', question, { detail: { to: 'facilitators', round: 1 } });
  }
  for (let n = 0; n < questions / 20; n++) {
    const hours = random() * TWO_YEARS * 0.6;
    const author = somebody(hours);
    const practice = `h${n}`;
    const published = { kind: 'guide', version: 1, source: null, forkOf: null, unit: `u${author % units}` };
    act(hours, author, 'publish', practice, { target: `p${author}`, topics: [`t${pick(4)}`], detail: published });
    if (random() < 0.3) act(hours + 4_000, null, 'review', practice, { detail: { outcome: 'due' } });
    for (let unit = 0; unit < units; unit++) {
      if (random() < 0.4) continue;
      const when = hours + random() * 2_500;
      const some = there(when).filter((person) => person % units === unit);
      const who = some[pick(some.length)] ?? 0;
      const detail = { adoption: `${practice}u${unit}`, unit: `u${unit}`, version: 1, mode: 'asIs' };
      act(when, who, random() < 0.7 ? 'adopt' : 'adapt', practice, { detail });
      const hoursSaved = { low: 1 + pick(5), mid: 8, high: 20 };
      act(when + 200, who, 'claim', practice, { detail: { ...detail, ...hoursSaved } });
      if (random() < 0.8)
        act(when + 300, somebody(when), 'corroborate', practice, { detail: { ...detail, ...hoursSaved } });
      if (random() < 0.3) act(when + 2_000, who, 'abandon', practice, { detail: { ...detail, from: 'adopted' } });
    }
  }
  return log;
}
