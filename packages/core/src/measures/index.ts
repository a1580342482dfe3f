/**
 * The formulas behind copkit's figures as pure functions, usable without a community: numbers in, a figure or the
 * reason why there is none out.
 */
export { type Break, chow, supF } from './breaks/chow.js';
export {
  type ChangePoint,
  changeNear,
  type Prior,
  poissonChangePoint,
  priorSensitivity,
  type Sensitivity,
} from './breaks/poisson.js';
export type { Coefficient } from './breaks/regression.js';
export { type Season, type Segmented, segmentedRegression } from './breaks/segmented.js';
export { jensenShannon, type Spread, type VocabularyDivergence, vocabularyDivergence } from './cognitive/divergence.js';
export { BigramModel, crossEntropyByMonth, type DatedPost, type MonthlySurprise } from './cognitive/entropy.js';
export { glossaryUptake, wordsOf } from './cognitive/words.js';
export { type Diversity, diversity } from './diversity.js';
export {
  type Balance,
  type ChannelCounts,
  type ChannelMix,
  channelMix,
  giveReceiveBalance,
  thanksCoverage,
} from './exchange.js';
export { floors } from './floors.js';
export { type DepreciatingCurve, depreciatingCurve } from './learning/depreciation.js';
export {
  type CurveComparison,
  compareCurves,
  type ExponentialCurve,
  exponentialCurve,
} from './learning/exponential.js';
export { type CurveFit, type PowerCurve, powerCurve } from './learning/power.js';
export {
  type LifeSigns,
  type Sign,
  type Slope,
  type Stage,
  type StageSuggestion,
  slope,
  stages,
  suggestStage,
} from './life-cycle.js';
export { type InputProblem, type Insufficient, type Measured, MeasureError, type Shortage } from './measured.js';
export {
  ideasPerHundred,
  implementedPerSubmitted,
  mentoringCompletion,
  type ShareDifference,
  sessionsHeld,
  shareDifference,
} from './mentoring.js';
export {
  type Brokerage,
  bottleneck,
  brokerage,
  type Role,
  type RoleCount,
  roles,
} from './networks/brokerage.js';
export { type Betweenness, betweenness, centralisation, pageRank } from './networks/centrality.js';
export { density, meanDegree, type Reciprocity, reciprocity, transitivity } from './networks/cohesion.js';
export { type Components, type Cores, components, cores } from './networks/components.js';
export { type ExternalInternal, externalInternal, weakTies } from './networks/mixing.js';
export { type Neighbours, type Network, type Node, network, type Tie } from './networks/network.js';
export type { UnitOf } from './networks/units.js';
export { type Gini, gini, type LorenzPoint, lorenz } from './participation/concentration.js';
export {
  type Engagement,
  engagementLevel,
  type Level,
  type LevelCount,
  type LevelCutoffs,
  levelShares,
  levels,
  type Trajectory,
  trajectory,
} from './participation/levels.js';
export { type Attendance, eventToContribution, interactionRate, participationRate } from './participation/rates.js';
export { absenceFactor, keyPersonRisk, onionTiers, type Tier, volumeTiers } from './participation/tiers.js';
export { proportion, type Share } from './proportion.js';
export { bootstrap, type Resampling } from './resampling.js';
export {
  answeredWithin,
  backlog,
  crossUnitHelp,
  expertCoverage,
  type NewcomerGap,
  newcomerGap,
  routingHitRate,
} from './responsiveness.js';
export {
  type Adoption,
  adoptionBreadth,
  type BenefitClaim,
  duplicateRate,
  type Fidelity,
  fidelity,
  freshness,
  hoursClaimed,
  readingWithoutAsking,
  reuseRatio,
  searchSuccess,
} from './reuse.js';
export {
  type Agreement,
  agreement,
  type IntraclassCorrelation,
  icc1,
  type PsychologicalSafety,
  psychologicalSafety,
  type SafetyAnswers,
  type ScaleMean,
  safetyScore,
  scaleMean,
} from './surveys.js';
export { type LogRank, logRank } from './survival/compare.js';
export {
  logLogInterval,
  medianOf,
  type Observation,
  restrictedMean,
  type Step,
  waitingAt,
  waitingCurve,
} from './survival/curve.js';
export { type Life, retention, waits } from './survival/retention.js';
export { cumulativeIncidence, type IncidenceStep, type WaitingTime, waitingTime } from './survival/summary.js';
export {
  type Cycle,
  cycles,
  type RealistGap,
  type RealistRecord,
  type RealistTable,
  realistTable,
  type StoryStep,
  type ValueCell,
  type ValueIndicator,
  type ValueMatrix,
  type ValueStory,
  valueMatrix,
} from './value.js';
