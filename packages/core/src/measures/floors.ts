/**
 * The least of records or people on which a measure may be told, by what it is of. The functions compute below them
 * too, as whoever checks a formula needs; whoever shows a figure asks here first. Behind each published cell stand 5
 * different people, and 10 where it is of sensitive attributes or parts of a survey.
 */
export const floors = {
  peopleInCell: 5,
  peopleInSensitiveCell: 10,
  concentration: { people: 10 },
  volumeTiers: { people: 100 },
  onionTiers: { people: 10 },
  levels: { people: 20 },
  trajectory: { transitionsInRow: 30 },
  eventToContribution: { attendees: 10 },
  retention: { cohort: 20 },
  waitingTime: { observations: 20, people: 5 },
  newcomerGap: { questionsInGroup: 20 },
  crossUnitHelp: { answers: 20, people: 5 },
  routing: { routed: 20 },
  adoption: { units: 3, people: 5 },
  network: { people: 10, coverage: 0.5 },
  betweenness: { people: 15, coverage: 0.5 },
  vocabulary: { authors: 5, wordsOnSide: 2_000 },
  survey: { respondents: 5, responseRate: 0.5, agreement: 0.7 },
  diversity: { people: 10 },
  learningCurve: { points: 8 },
  chow: { pointsOnSide: 8 },
  supF: { points: 30 },
  segmented: { pointsOnSide: 8, seasonal: 24 },
  changePoint: { periods: 12, events: 20 },
  mentoring: { pairs: 10 },
  lifeCycle: { quarters: 2 },
} as const;
