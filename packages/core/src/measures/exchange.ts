import { checkAlike, checkCounts, insufficient, type Measured, ok } from './measured.js';
import { proportion, type Share } from './proportion.js';
import { quantile } from './resampling.js';

export interface Balance {
  readonly median: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
  /** People who gave or received anything. */
  readonly people: number;
}

/**
 * Give–receive balance: (given − received)/(given + received) of each person, as median and quartiles (after SWOOP). −1
 * all receive, 1 all give. The distribution only, never of a person: experts give more, and rightly. Contested.
 * Floor: 10 people.
 *
 * @param given answers and thanks of each person, people in the order of `received`.
 * @returns `zero-denominator` where nobody gave or received.
 * @throws MeasureError `lengths-differ`, `not-finite`, `negative`, `not-whole`
 */
export function giveReceiveBalance(given: ArrayLike<number>, received: ArrayLike<number>): Measured<Balance> {
  checkAlike(given, received, ['given', 'received']);
  checkCounts(given, 'given');
  checkCounts(received, 'received');
  const balances: number[] = [];
  for (let at = 0; at < given.length; at++) {
    const [out, back] = [given[at] ?? 0, received[at] ?? 0];
    if (out + back > 0) balances.push((out - back) / (out + back));
  }
  if (balances.length === 0) return insufficient('zero-denominator', 'Nobody gave or received anything.');
  const sorted = Float64Array.from(balances).sort();
  const [lowerQuartile, median, upperQuartile] = [0.25, 0.5, 0.75].map((p) => quantile(sorted, p)) as [
    number,
    number,
    number,
  ];
  return ok({ median, lowerQuartile, upperQuartile, people: balances.length });
}

/**
 * Answers for which somebody said thanks, of all answers. Share with Wilson's 95 % interval, 0 to 1. Thanks become a
 * ritual. Contested. Floor: 5 people.
 *
 * @returns `zero-denominator` without answers.
 * @throws MeasureError `not-finite`, `negative`, `not-whole`, `out-of-range`
 */
export function thanksCoverage(thanked: number, answers: number): Measured<Share> {
  return proportion(thanked, answers, 'There are no answers.');
}

/** How many exchanges went over each kind of channel. */
export interface ChannelCounts {
  readonly text: number;
  readonly audio: number;
  readonly video: number;
  readonly faceToFace: number;
}

export interface ChannelMix {
  readonly shares: ChannelCounts;
  /** Mean of 1 text, 2 audio, 3 video, 4 face to face. */
  readonly richness: number;
}

/**
 * The mix of channels, as shares of 0 to 1, and media richness, Σw·n/Σn with w from 1 for text to 4 for face to face
 * (Daft & Lengel 1986). Richness predicts poorly (Rice 1992; Otondo et al. 2008): show the mix. Contested. Floor: 5
 * people.
 *
 * @returns `zero-denominator` without exchanges.
 * @throws MeasureError `not-finite`, `negative`, `not-whole`
 */
export function channelMix({ text, audio, video, faceToFace }: ChannelCounts): Measured<ChannelMix> {
  checkCounts([text, audio, video, faceToFace], 'counts');
  const all = text + audio + video + faceToFace;
  if (all === 0) return insufficient('zero-denominator', 'There are no exchanges.');
  const shares = { text: text / all, audio: audio / all, video: video / all, faceToFace: faceToFace / all };
  return ok({ shares, richness: shares.text + 2 * shares.audio + 3 * shares.video + 4 * shares.faceToFace });
}
