import type { Caveat } from './api.js';

const texts = {
  'not-out-yet': 'Figures come out a week after a quarter has ended.',
  'too-few-people': 'Too few people stand behind this figure, or it would give away one behind which too few stand.',
  'too-few-questions': 'There are fewer than 20 questions.',
  'too-few-answers': 'There are fewer than 20 answers between people whose units are known.',
  'too-few-units': 'Fewer than three units could adopt something, or fewer than five of their people take part.',
  'no-practice': 'No practice was published.',
  'not-reached': 'By the end of what could be observed, more than half were still waiting.',
  'closed-unanswered':
    'More than 5 % of the questions were closed without an answer. They count as never answered, not as still waiting.',
  'closed-as-waiting': 'Questions closed without an answer count as no longer observed.',
  'first-answer-not-solution': 'A first answer is not yet a solution.',
  'routes-choose-questions':
    'What is escalated is what nobody answered: routes differ in their questions, and so this is no contest between them.',
  'withdrawn-left-out': 'Questions that were withdrawn before anybody answered are left out.',
  'horizons-hidden': 'Times within which fewer than five people answered are not shown.',
  'units-unknown': 'Answers between people whose unit is not known are left out.',
  'units-may-specialise':
    'Units differ in what they know: help that crosses units less than by chance may be as it should be.',
  'eligible-by-taking-part': 'A unit counts as able to adopt once somebody of it took part in the community.',
  'adoption-as-told': 'Adoption is what units say of themselves.',
  'units-hidden': 'Units with fewer than five people taking part, and units that would give them away, are not shown.',
  'topics-hidden':
    'Topics behind which fewer than five people stand, and those that would give such a topic away, have no figures.',
  'coverage-from-before':
    'Where too few people changed what is known of a topic, coverage is that of the end of an earlier quarter.',
  'topics-as-tagged': 'A topic has what was tagged with it when it was written.',
  'knowledge-beyond-posts': 'People know more than they wrote: this is about what the community would find again.',
} satisfies Record<string, string>;
export type CaveatCode = keyof typeof texts;

export const caveats = (...codes: readonly CaveatCode[]): Caveat[] =>
  codes.map((code) => ({ code, text: texts[code] }));
