import { participationRate as formula, interactionRate as perQuestion } from '../../measures/participation/rates.js';
import { actsOf, inside, membersIn, takingPart } from '../acts.js';
import { answersOf } from '../answering/answerers.js';
import { type CommunityLog, remembered } from '../columns.js';
import { described } from '../described.js';
import type { Evidence, Metric, Window } from '../metric.js';
import { questionsOf } from '../questions.js';

const GROUP = 'participation';
const FLOOR = 'At least 5 different people.';
/** Below this share of what it was a quarter before, activity falls. */
const FALLING = 0.7;

function peopleIn(log: CommunityLog, window: Pick<Window, 'from' | 'to'>): Set<number> {
  return new Set(inside(actsOf(log).all, window as Window).map(({ person }) => person));
}

/** Whether fewer take part than in the time of the same length before. */
function falls(log: CommunityLog, { from, to }: Window): boolean {
  const before = peopleIn(log, { from: from - (to - from), to: from });
  return before.size > 0 && peopleIn(log, { from, to }).size < FALLING * before.size;
}

export const activeMembers: Metric<'active-members'> = {
  name: 'active-members',
  version: 1,
  grade: 'R',
  info: described({
    label: 'Active members',
    says: 'How many different people wrote, answered, voted, thanked or adopted something.',
    reading: 'Reading is not seen, and is legitimate: who is not in it may profit all the same.',
    formula: 'A = |{p with at least one act}|',
    source: 'CHAOSS; Nelson et al.',
    floor: FLOOR,
    group: GROUP,
    shape: 'count',
    unit: 'people',
  }),
  method: 'Different people with at least one act in the window, of all who belonged to the community in it.',
  evidence: takingPart,
  compute(log, window) {
    const acts = inside(actsOf(log).all, window);
    const active = peopleIn(log, window);
    const writers = new Set(inside(actsOf(log).contributions, window).map(({ person }) => person));
    if (active.size === 0) return { insufficient: 'few-people', nRecords: 0, next: 'check-in' };
    const members = membersIn(log, window);
    for (const person of active) members.add(person);
    // Who only reacted is no cell of its own: the two counts differ by nobody, or by enough people.
    const only = active.size - writers.size;
    const told = writers.size >= 5 && (only === 0 || only >= 5);
    return {
      value: {
        count: active.size,
        of: members.size,
        unit: 'people',
        asides: told
          ? [{ code: 'writers', label: 'of them wrote something', value: writers.size, unit: 'people' }]
          : [],
      },
      ci: null,
      nRecords: acts.length,
      caveats: ['reading-unseen', 'members-as-logged'],
      next: falls(log, window) ? 'check-in' : null,
    };
  },
};

export const participationRate: Metric<'participation-rate'> = {
  name: 'participation-rate',
  version: 1,
  grade: 'R',
  info: described({
    label: 'Participation rate',
    says: 'The share of members who did something at least once.',
    reading: 'Large communities have lower rates; reading counts for nothing here.',
    formula: 'A / members, Wilson interval',
    source: 'CHAOSS; Nelson et al.; Wilson 1927 for the interval',
    floor: FLOOR,
    group: GROUP,
    shape: 'share',
  }),
  method:
    'Members of the window with at least one act in it, of all who belonged to the community in it; Wilson interval.',
  evidence: takingPart,
  compute(log, window) {
    const active = peopleIn(log, window);
    const members = membersIn(log, window);
    const found = formula([...active].filter((person) => members.has(person)).length, members.size);
    if (found.status !== 'ok') return { insufficient: 'nothing-to-divide-by', nRecords: 0 };
    const { low, high } = found.value;
    const count = Math.round(found.value.share * members.size);
    return {
      value: { ...found.value, count, of: members.size, chance: null },
      ci: [low, high],
      nRecords: inside(actsOf(log).all, window).length,
      caveats: ['reading-unseen', 'members-as-logged'],
      next: falls(log, window) ? 'check-in' : null,
    };
  },
};

/** What questions drew by the end of their quarter: answers by others, and votes on the question. */
const reactionsOf = remembered((log) => {
  const { all } = actsOf(log);
  const [rates, comments] = [all.filter(({ verb }) => verb === 'rate'), all.filter(({ verb }) => verb === 'reply')];
  const questions = questionsOf(log);
  const answers = answersOf(log);
  const asking = questions.map(({ at, asker }): Evidence => ({ at, parts: [[asker], []] }));
  const reacting = [answers, comments, rates].flatMap((some) =>
    some.map(({ at, person }): Evidence => ({ at, parts: [[], [person]] })),
  );
  return { questions, answers, comments, rates, evidence: [...asking, ...reacting] };
});

export const interactionRate: Metric<'interaction-rate'> = {
  name: 'interaction-rate',
  version: 1,
  grade: 'R',
  info: described({
    label: 'Interaction rate',
    says: 'How many answers, votes and comments there are for each question.',
    reading: 'Volume, not value: a quarrel has a high rate.',
    formula: '(answers + votes + comments) / questions',
    source: 'Stack Internal',
    floor: 'At least 5 different people who asked, and 5 who reacted.',
    group: GROUP,
    shape: 'number',
    unit: 'reactions',
  }),
  method: 'Answers by others, votes and comments given in the window, divided by the questions asked in it.',
  evidence: (log) => reactionsOf(log).evidence,
  compute(log, window) {
    const count = (some: readonly { readonly at: number }[]) => inside(some, window).length;
    const counted = reactionsOf(log);
    const [asked, answers] = [count(counted.questions), count(counted.answers)];
    const [votes, replies] = [count(counted.rates), count(counted.comments)];
    const found = perQuestion({ questions: asked, answers, votes, comments: replies });
    const nRecords = asked + answers + votes + replies;
    if (found.status !== 'ok') return { insufficient: 'nothing-to-divide-by', nRecords, next: 'invite-questions' };
    return {
      value: { value: found.value, low: null, high: null, unit: 'reactions', chance: null, asides: [] },
      ci: null,
      nRecords,
      caveats: ['no-best-value'],
      next: null,
    };
  },
};
