import { vocabularyDivergence } from '../../measures/cognitive/divergence.js';
import { crossEntropyByMonth } from '../../measures/cognitive/entropy.js';
import { usesTerms, wordsOf } from '../../measures/cognitive/words.js';
import { floors } from '../../measures/floors.js';
import { proportion } from '../../measures/proportion.js';
import { isWithin } from '../acts.js';
import { described } from '../described.js';
import { isTellable, type Metric } from '../metric.js';
import { monthName } from '../windows.js';
import { type Texts, textsOf, type Written, wordsByAuthor } from './texts.js';

const group = 'cognitive';
const { authors, wordsOnSide } = floors.vocabulary;
const YEAR = 12;

const isNew = ({ newcomer }: Written) => newcomer;
const isOld = ({ newcomer }: Written) => !newcomer;

/** Newcomers and the others, each a part of its own. */
const bySide = ({ at, person, newcomer }: Written) => ({ at, parts: newcomer ? [[person], []] : [[], [person]] });

/** Whether both sides have enough authors and words for a comparison. */
const isEnough = (words: readonly (readonly string[])[]) =>
  words.length >= authors && words.reduce((sum, { length }) => sum + length, 0) >= wordsOnSide;

const vocabularyConvergence: Metric<'vocabulary-convergence', Texts> = {
  name: 'vocabulary-convergence',
  version: 1,
  grade: 'C',
  costly: true,
  info: described({
    label: 'Words of newcomers and others',
    says: 'How far the words of newcomers are from those of the others, beside how far the others are from each other.',
    reading:
      'Within the band nothing tells the two apart. Newcomers ask and others answer: that alone sets words apart.',
    formula:
      'JSD = ½KL(P‖M) + ½KL(Q‖M), M = ½(P + Q), log₂; samples of one size from 200 seeded resamples of people and words',
    source: 'Lin 1991; comparison ours',
    floor: 'At least 5 authors and 2,000 words on each side.',
    group,
    shape: 'number',
    unit: 'bits',
  }),
  windows: 'quarters',
  method:
    'Jensen–Shannon divergence of equal samples of words, people drawn first, from posts of the quarter by people first seen less than 91 days before and by the others; the band is that of two samples of the others.',
  gather: textsOf,
  evidence: (_log, _horizon, { posts }) => posts.map(bySide),
  compute(_log, window, { records: { posts } }) {
    const written = posts.filter(isWithin(window));
    const [young, old] = [wordsByAuthor(written.filter(isNew)), wordsByAuthor(written.filter(isOld))];
    if (!isEnough(young) || !isEnough(old)) return { insufficient: 'few-records', nRecords: written.length };
    const found = vocabularyDivergence(young, old);
    if (found.status !== 'ok') return { insufficient: 'few-records', nRecords: written.length };
    const { between, within, words } = found.value;
    return {
      value: {
        value: between.mean,
        low: between.low,
        high: between.high,
        unit: 'bits',
        chance: within,
        asides: [{ code: 'words', label: 'words in each sample', value: words, unit: 'none' }],
      },
      ci: [between.low, between.high],
      nRecords: written.length,
      caveats: ['words-only', 'conformity'],
      next: between.low > within.high ? 'greet-newcomers' : null,
    };
  },
};

const newcomerSurprise: Metric<'newcomer-surprise', Texts> = {
  name: 'newcomer-surprise',
  version: 1,
  grade: 'C',
  costly: true,
  info: described({
    label: 'How new newcomers sound',
    says: 'How surprising newcomers’ posts are, month by month, to somebody who knows how the others write.',
    reading: 'That it falls may be learning, and may be conformity. Of newcomers together, never of a person.',
    formula: '−(1/N) Σ log₂ p_month(bigram), smoothed; interval by 1,000 seeded resamples of newcomers',
    source: 'Danescu-Niculescu-Mizil et al. 2013; smoothing ours',
    floor: 'At least 5 authors and 2,000 words on each side in a month; other months are left out.',
    group,
    shape: 'series',
    unit: 'bits',
  }),
  windows: 'quarters',
  method:
    'Mean cross-entropy of the posts of people first seen less than 91 days before, under bigrams of the others’ posts of the same month, over the year up to the end of the quarter.',
  gather: textsOf,
  evidence: (_log, _horizon, { posts }) => posts.map(bySide),
  compute(log, window, { records: { posts } }) {
    const from = log.calendar.startOf(window.months.to - YEAR);
    const written = posts.filter(isWithin({ from, to: window.to }));
    const byMonth = new Map<string, Written[]>();
    for (const post of written) {
      const month = monthName(log.calendar.monthOf(post.at));
      const own = byMonth.get(month) ?? [];
      byMonth.set(month, own);
      own.push(post);
    }
    const told = [...byMonth].filter(([, own]) => {
      const sides = [own.filter(isNew), own.filter(isOld)];
      return isTellable(own.map(bySide)) && sides.every((side) => isEnough(wordsByAuthor(side)));
    });
    const found = crossEntropyByMonth(
      told.flatMap(([month, own]) =>
        own.map(({ person, newcomer, text }) => ({ month, author: String(person), newcomer, words: wordsOf(text) })),
      ),
    );
    if (found.status !== 'ok') return { insufficient: 'few-records', nRecords: written.length };
    return {
      value: {
        unit: 'bits',
        points: found.value.map(({ month, bits, interval, posts: records }) => ({
          at: month,
          value: bits,
          low: interval?.[0] ?? null,
          high: interval?.[1] ?? null,
          records,
        })),
      },
      ci: null,
      nRecords: written.length,
      caveats: ['words-only', 'conformity'],
      next: null,
    };
  },
};

const used = new WeakMap<Texts, readonly (Written & { readonly uses: boolean })[]>();

/** The posts, and whether each uses a term. */
function usesOf(texts: Texts): readonly (Written & { readonly uses: boolean })[] {
  const known = used.get(texts);
  if (known) return known;
  const uses = usesTerms(texts.terms);
  const found = texts.posts.map((post) => ({ ...post, uses: uses(post.text) }));
  used.set(texts, found);
  return found;
}

const glossaryUptake: Metric<'glossary-uptake', Texts> = {
  name: 'glossary-uptake',
  version: 1,
  grade: 'R',
  info: described({
    label: 'Use of the glossary',
    says: 'The share of posts that use a term of the glossary.',
    reading: 'A term may be used and misunderstood. Few uses may mean that the glossary has the wrong terms.',
    formula: 'posts with at least one label of a defined topic / posts, Wilson interval',
    source: 'Wilson 1927 for the interval',
    floor: 'At least 20 posts by 5 authors; of those that use a term nobody, or 5 authors.',
    group,
    shape: 'share',
  }),
  method:
    'Posts written in the window, as they read now, in which a label of a topic stands that has a definition, a place or a match in a scheme.',
  gather: textsOf,
  evidence: (_log, _horizon, texts) =>
    usesOf(texts).map(({ at, person, uses }) => ({ at, parts: [[person], uses ? [person] : []] })),
  compute(_log, window, { records }) {
    const written = usesOf(records).filter(isWithin(window));
    if (records.terms.length === 0)
      return { insufficient: 'no-glossary', nRecords: written.length, next: 'tend-glossary' };
    if (written.length < 20) return { insufficient: 'few-records', nRecords: written.length };
    const count = written.filter(({ uses }) => uses).length;
    const found = proportion(count, written.length);
    if (found.status !== 'ok') return { insufficient: 'nothing-to-divide-by', nRecords: 0 };
    const { low, high } = found.value;
    return {
      value: { ...found.value, count, of: written.length, chance: null },
      ci: [low, high],
      nRecords: written.length,
      caveats: ['words-only'],
      next: high < 0.2 ? 'tend-glossary' : null,
    };
  },
};

export const cognitive = {
  'vocabulary-convergence': vocabularyConvergence,
  'newcomer-surprise': newcomerSurprise,
  'glossary-uptake': glossaryUptake,
};
