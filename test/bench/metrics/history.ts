import type { Activity, Detail, Verb } from '../../../packages/core/src/activity/records.js';
import { seeded } from '../../../packages/core/src/measures/seeded.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** When the log begins and ends; the figures of everything but the last weeks are out. */
export const FROM = Date.parse('2021-01-01T00:00:00.000Z');
export const UNTIL = Date.parse('2025-12-31T00:00:00.000Z');
const DAYS = (UNTIL - FROM) / DAY;

const PEOPLE = 5_000;
const UNITS = 60;
const TOPICS = 200;
const MOST_PRACTICES = 150;
/** Acts that a question draws on average, itself among them: so many questions are asked as give the acts wanted. */
const PER_QUESTION = 6.88;

/** Some act much more than others: the share of the acts of the n-th busiest falls about as 1/n. */
const ofMany = (random: () => number, count: number) => Math.min(count - 1, Math.floor(count ** random()) - 1);

/**
 * A made-up log of a community of 5,000 people in 60 units over five years, about as many acts as wanted, in the order
 * in which they happened and always the same. Few ask and answer most, units help themselves more often than by
 * chance, answers come late or never, some are taken back or hidden, and practices spread.
 */
export function* syntheticLog(communityId: string, acts: number): Generator<Activity, void, undefined> {
  const random = seeded(acts);
  const pick = (count: number) => Math.floor(random() * count);
  const letters = (count: number) => Array.from({ length: count }, () => ALPHABET[pick(32)]).join('');
  const place = communityId.slice(2);
  const idOf = (prefix: string) => `${prefix}_${place}_${letters(12)}`;
  const people = Array.from({ length: PEOPLE }, () => `p_${letters(17)}`);
  const topics = Array.from({ length: TOPICS }, () => `tp_${letters(12)}`);
  const unitOf = (person: number, day: number) => {
    // One in five moves once.
    const moved = person % 5 === 0 && day > (person * 7) % DAYS;
    return person % 50 === 49 ? null : `unit-${(person * 31 + (moved ? 7 : 0)) % UNITS}`;
  };
  const byDay: Activity[][] = Array.from({ length: DAYS + 1 }, () => []);
  const act = <V extends Verb>(
    at: number,
    person: number | 'system',
    verb: V,
    object: string,
    detail: Detail<V> | null,
    more: Partial<Activity<V>> = {},
  ) => {
    const day = Math.floor((at - FROM) / DAY);
    if (day > DAYS) return;
    const moment = new Date(at).toISOString();
    byDay[day]?.push({
      id: `${letters(16)}-001`,
      actor: person === 'system' ? person : (people[person] as string),
      verb,
      object,
      inReplyTo: null,
      target: null,
      community: communityId,
      unitAtEvent: person === 'system' ? null : unitOf(person, day),
      channel: 'text',
      topics: [],
      at: moment,
      recordedAt: moment,
      origin: 'live',
      detail,
      ...more,
    } as Activity);
  };
  const colleague = (person: number) => (person + UNITS * (1 + pick(60))) % PEOPLE;
  const somebody = () => ofMany(random, PEOPLE);

  for (let person = 0; person < PEOPLE; person++)
    act(FROM + random() * 0.8 * (UNTIL - FROM), person, 'join', communityId, null, { target: people[person] ?? null });
  const known: { readonly id: string; readonly at: number }[] = [];
  for (let number = 0; number < Math.min(MOST_PRACTICES, acts / 2_000); number++) {
    const [id, at, author] = [idOf('h'), FROM + random() * 0.9 * (UNTIL - FROM), somebody()];
    known.push({ id, at });
    const origin = `unit-${pick(UNITS)}`;
    act(at, author, 'draft', id, { kind: 'howTo' });
    act(at + DAY, author, 'submit', id, { kind: 'howTo', version: 1 });
    act(at + 3 * DAY, somebody(), 'approve', id, { version: 1 });
    const published = { kind: 'howTo', version: 1, source: null, forkOf: null, unit: origin };
    act(at + 3 * DAY, 'system', 'publish', id, published, { target: people[author] ?? null });
    for (let unit = 0; unit < UNITS; unit++) {
      if (random() < 0.6) continue;
      const adoption = idOf('a');
      const mode = random() < 0.7 ? 'asIs' : 'adapted';
      const detail = { adoption, unit: `unit-${unit}`, version: 1, mode } as const;
      const adopted = at + (5 + 400 * random()) * DAY;
      const person = unit + UNITS * pick(80);
      act(adopted, person, mode === 'asIs' ? 'adopt' : 'adapt', id, detail);
      if (random() < 0.7) act(adopted + 90 * DAY, person, 'sustain', id, detail);
      else if (random() < 0.4) act(adopted + 60 * DAY, person, 'abandon', id, { ...detail, from: 'adopt' });
      if (random() < 0.2) act(adopted + 100 * DAY, person, 'claim', id, { ...detail, low: 5, mid: 10, high: 20 });
    }
  }
  const rest = acts - byDay.reduce((sum, { length }) => sum + length, 0);
  const questions = Math.max(0, Math.round(rest / PER_QUESTION));
  for (let number = 0; number < questions; number++) {
    const at = FROM + random() * (UNTIL - FROM);
    const asker = somebody();
    const [question, about] = [idOf('t'), [topics[ofMany(random, TOPICS)] as string]];
    const after = (hours: number) => at + hours * HOUR;
    act(at, asker, 'ask', question, { customerWaiting: random() < 0.1 }, { topics: about });
    if (random() < 0.2)
      act(
        after(0.1),
        'system',
        'route',
        question,
        { round: 1, slot: '1', reasons: 3 },
        { target: people[pick(900)] ?? null },
      );
    let answers = random() < 0.12 ? 0 : 1 + ofMany(random, 5);
    let last = 0;
    const given: string[] = [];
    for (; answers > 0; answers--) {
      const answer = idOf('r');
      last += 1 + 300 * random() ** 4;
      const answerer = random() < 0.55 ? colleague(asker) : somebody();
      act(after(last), answerer, 'answer', answer, null, { inReplyTo: question, topics: about });
      given.push(answer);
      for (let votes = pick(3); votes > 0; votes--)
        act(
          after(last + 50 * random()),
          somebody(),
          'rate',
          answer,
          { kind: 'like', count: 1 },
          { inReplyTo: question },
        );
      if (random() < 0.25) act(after(last + 5), asker, 'thank', answer, null, { inReplyTo: question });
      if (random() < 0.004) act(after(last + 60), pick(20), 'hide', answer, null);
    }
    for (let comments = pick(3); comments > 0; comments--)
      act(after(last * random()), somebody(), 'reply', idOf('r'), null, { inReplyTo: question });
    const [accepted] = given;
    const fate = random();
    if (accepted && fate < 0.45) act(after(last + 1), asker, 'accept', accepted, null, { inReplyTo: question });
    else if (fate < 0.5) act(after(last + 20), asker, 'close', question, { reason: 'obsolete', duplicateOf: null });
    else if (fate < 0.52) act(after(last / 2), asker, 'withdraw', question, null);
    else if (fate < 0.56) act(after(72), 'system', 'escalate', question, { to: 'facilitators', round: 2 });
    if (random() < 0.05) act(after(30), asker, 'revise', question, null);
  }
  for (const day of byDay) yield* day.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
