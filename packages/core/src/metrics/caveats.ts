import type { Caveat } from './api.js';

const texts = {
  'not-out-yet': 'Figures come out a week after a quarter has ended.',
  'too-few-people': 'Too few people stand behind this figure, or it would give away one behind which too few stand.',
  'not-measured': 'copkit has no records of this. The catalogue says what would supply them.',
  'few-people': 'Fewer people took part than this figure needs.',
  'few-records': 'There are fewer records than this figure needs.',
  'nothing-to-divide-by': 'What the formula divides by did not happen.',
  'no-variation': 'All values are alike, so that there is nothing to compare.',
  'reading-unseen': 'Who reads is not recorded, so that readers count as absent.',
  'members-as-logged': 'Who took part without ever having joined counts as a member: they came with the history.',
  'groups-hidden': 'Groups of fewer than five people, and such as would give them away, are not shown.',
  'no-best-value': 'There is no best value: compare with the same community before.',
  'levels-are-ours': 'The limits between the levels are ours; the periphery is no failure.',
  'followed-half-a-year': 'Of people whose first half year ended in the window, each followed for that half year.',
  'gap-decides': 'Who is silent for more than 60 days counts as gone, also if they came back.',
  'groups-differ': 'The two groups ask about different things: the difference is no effect of belonging to one.',
  'acceptance-underused': 'Many do not accept what helped them: what was not accepted may have helped.',
  'answers-show-willingness': 'Counted are people who answered; who is willing and was not asked is not seen.',
  'units-only': 'People whose unit is not known are left out, with their ties.',
  'ties-seen-here': 'Ties over mail, calls and in person are not seen: a gap here need not be one.',
  'one-quarter': 'Told of quarters only, since networks of different lengths cannot be compared.',
  fragile: 'Missing ties change this a lot.',
  'sampled-paths': 'Paths were followed from a seeded random sample of people.',
  'judged-equivalent': 'New practices about a topic that had one count as equivalents, whether they are or not.',
  'self-reported': 'People estimate their own hours: never a headline, never money.',
  'review-dates': 'What nobody gave a review date counts as due once its review was asked for.',
  'search-failure-too': 'A duplicate also says that the first one was not found.',
  ritual: 'Thanks can become a ritual.',
  'experts-give': 'Those who know more give more, and rightly so.',
  conformity: 'That newcomers write alike may be learning, and may be conformity.',
  'words-only': 'Words are compared, not what is meant.',
  'prior-decides': 'Another prior places the change elsewhere.',
  'no-glossary': 'No topic is defined yet: without a glossary its use cannot be counted.',
  'no-cause': 'That a rate changed does not say why.',
  'periods-hidden': 'Months in which fewer than five people took part are without a count.',
  'too-few-pairs': 'There are fewer than 10 pairs.',
  'mentees-choose':
    'Who looks for a mentor is keen already, and who stays longer finds one sooner or later: the difference is no effect of mentoring.',
  'ended-may-be-right': 'A mentoring that ended early may have been right to end.',
  'first-milestone': 'The first milestone that was confirmed counts. What it asks for is the community’s own.',
  'ideas-as-put-forward':
    'What nobody put forward as an idea is not counted, and an idea is not worth more for being counted.',
  'of-earlier-times': 'What came true may have been put forward earlier.',
  'problems-as-named': 'A problem is what whoever put the idea forward called it.',
  'context-as-written': 'A context that is there may say little.',
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
  'who-answered': 'It tells of those who answered the survey; the others may think otherwise.',
  'people-disagree':
    'People disagree so much (r_wg(J) below .70) that a mean would speak for nobody. Talk about it instead.',
  'answers-suppressed': 'Too few answered this part of the survey, or too few others than before.',
  'stories-as-told': 'Stories are told by who wants to tell one: they show how, and not how often.',
  'knowledge-beyond-posts': 'People know more than they wrote: this is about what the community would find again.',
} satisfies Record<string, string>;
export type CaveatCode = keyof typeof texts;

export const caveats = (...codes: readonly CaveatCode[]): Caveat[] =>
  codes.map((code) => ({ code, text: texts[code] }));
