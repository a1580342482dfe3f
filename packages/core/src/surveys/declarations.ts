import type { Declarations } from '../privacy/declaration.js';

const RESULTS = 'Knowing how a community is, by what its members say of it and not by their traces';

/** How surveys concern people. */
export const surveysDeclarations: Declarations = {
  instruments: {
    title: 'Questionnaires',
    purpose: RESULTS,
    kept: 'As long as the organisation has them',
    shown: 'To everybody who is signed in',
    none: 'Questions, no answers.',
    fields: { thing: ['id', 'kind', 'title', 'scale', 'items', 'licence', 'source'] },
  },
  surveyWaves: {
    title: 'Surveys',
    purpose: RESULTS,
    kept: 'As long as the community',
    shown: 'To the members',
    none: 'What is asked and when; how many could answer, and not who did.',
    fields: {
      thing: ['id', 'instrumentId', 'kind', 'title', 'scale', 'items', 'state', 'plannedOn', 'until', 'asked'],
    },
  },
  surveyTurnout: {
    title: 'That somebody answered a survey',
    purpose: 'Taking the answers of each member once, and keeping a result back that differs by a few people',
    kept: 'With a result that was let out; removed when it is not',
    shown: 'To nobody; whether they answered, to the person while the survey is open',
    fields: { author: ['personIds'] },
    // Their place among the others is nothing of theirs.
    unseen: ['personIds'],
  },
  surveyAnswers: {
    title: 'Answers to surveys',
    purpose: RESULTS,
    kept: 'With a result that was let out; removed when it is not',
    shown: 'To nobody',
    none: 'Whose they are stands nowhere: they are kept without order, person, unit or time, so nobody can be told, or have removed, which are theirs.',
    fields: { thing: ['answers'] },
  },
  surveyResults: {
    title: 'Results of surveys',
    purpose: RESULTS,
    kept: 'As long as the community',
    shown: 'To the members and administrators',
    none: 'Means of at least five people.',
    fields: { thing: ['status', 'why', 'dimensions', 'responseRate', 'respondents'] },
  },
  surveyReleases: {
    title: 'Which survey of a community is its last (technical)',
    purpose: 'Comparing communities with each other as wholes',
    kept: 'As long as the organisation',
    shown: 'To nobody',
    none: 'Ids of surveys.',
    fields: { thing: ['instrumentId', 'communityId', 'waveId', 'until'] },
  },
};
