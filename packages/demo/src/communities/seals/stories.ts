import type { SampleStory } from '../sample-evaluation.js';

/** What came of it, told by those to whom it happened and confirmed by those who saw it. */
export const stories: readonly SampleStory[] = [
  {
    key: 'larache-nights',
    by: 'salma',
    at: '310 09:00',
    title: 'How Larache stopped changing seals at night',
    topics: ['mechanical-seals', 'pumps'],
    steps: [
      {
        cycle: 'immediate',
        text: 'I asked why a new seal leaks again, and had four answers before the next shift.',
        evidence: ['second-seal-larache'],
      },
      {
        cycle: 'potential',
        text: 'I learned that the seal was never the question: the shaft was. Gerd’s answer became a practice.',
        evidence: ['practice/measure-first'],
      },
      {
        cycle: 'applied',
        text: 'We measure before every second seal, and rinse first, because our water has sand.',
        evidence: ['practice/measure-first/adoption/salma'],
      },
      {
        cycle: 'realised',
        text: 'Repeat leaks fell from one service in six to about one in eleven. Nights are quiet, which the families notice too.',
        evidence: ['series'],
      },
      {
        cycle: 'reframing',
        text: 'We do not count changed seals any more. We count pumps that nobody had to open.',
        evidence: ['series'],
      },
    ],
    confirmedBy: [
      { who: 'youssef', at: '306 10:00', note: 'I sign the night shifts: it is so.' },
      { who: 'imane', at: '305 08:20' },
    ],
    published: '303 09:00',
  },
  {
    key: 'north-gauge',
    by: 'ruben',
    at: '289 11:00',
    title: 'A dial gauge instead of a third seal',
    topics: ['mechanical-seals', 'tools'],
    steps: [
      {
        cycle: 'immediate',
        text: 'The discussion under the practice was better than the course: people showed their numbers.',
        evidence: ['before-you-open'],
      },
      {
        cycle: 'potential',
        text: 'Since then I know three people whom I can call with a photo.',
        evidence: ['before-you-open'],
      },
      {
        cycle: 'applied',
        text: 'Every van in the north has a gauge, and the numbers stand in the order.',
        evidence: ['practice/measure-first/adoption/ruben'],
      },
      {
        cycle: 'realised',
        text: 'In the winter two of fourteen second leaks were the seal; the others we found before fitting one.',
        evidence: ['series'],
      },
    ],
    confirmedBy: [{ who: 'eilidh', at: '284 15:00' }],
    published: '280 10:00',
  },
  {
    key: 'impeller-trim',
    by: 'priya',
    at: '150 10:00',
    title: 'We trim on paper first',
    topics: ['impellers'],
    steps: [
      {
        cycle: 'potential',
        text: 'The argument about trimming sent me back to the curves. I had been generous with the margin for years.',
        evidence: ['impeller-trim'],
      },
      {
        cycle: 'applied',
        text: 'No impeller goes on the lathe without the duty point of the last year.',
        evidence: ['practice/trim'],
      },
    ],
    confirmedBy: [{ who: 'tarek', at: '147 09:00' }],
    published: '146 08:30',
  },
  {
    key: 'first-alone',
    by: 'jonas',
    at: '112 15:30',
    title: 'My first seal alone',
    topics: ['mechanical-seals', 'training'],
    steps: [
      {
        cycle: 'immediate',
        text: 'I dared to ask what everybody seems to know, and nobody laughed.',
        evidence: ['before-you-open'],
      },
      { cycle: 'potential', text: 'Maike met me five times. I can read a face now.', evidence: ['before-you-open'] },
      {
        cycle: 'applied',
        text: 'In August I changed one alone, measured first, and it holds.',
        evidence: ['practice/measure-first'],
      },
    ],
    confirmedBy: [
      { who: 'maike', at: '109 08:30', note: 'I stood outside. He did not call.' },
      { who: 'seun', at: '108 14:00' },
    ],
    published: '106 15:40',
  },
  {
    key: 'dry-pumps',
    by: 'kwame',
    at: '64 12:30',
    title: 'Three microphones and a Friday',
    topics: ['pumps', 'condition-monitoring'],
    steps: [
      {
        cycle: 'immediate',
        text: 'On Fridays six of us listen to pumps for half an hour. It is the best half hour of the week.',
        evidence: ['gravel-noise'],
      },
      {
        cycle: 'potential',
        text: 'We came to hear the difference between air and sand, and wrote it down.',
        evidence: ['gravel-noise'],
      },
      {
        cycle: 'applied',
        text: 'The intake of line 2 is throttled when the noise begins, and not when the alarm does.',
        evidence: ['practice/dry-run'],
      },
      {
        cycle: 'realised',
        text: 'No pump ran dry since May. There were five in the year before.',
        evidence: ['series'],
      },
      {
        cycle: 'reframing',
        text: 'Delphine asks for the recordings now when she plans, and not for the number of failures.',
      },
    ],
    confirmedBy: [{ who: 'delphine', at: '61 10:00' }],
    published: '58 12:10',
  },
  {
    key: 'kits',
    by: 'bram',
    at: '9 09:30',
    title: 'One box instead of eleven numbers',
    topics: ['spare-parts'],
    steps: [
      {
        cycle: 'applied',
        text: 'With the kits of Thabo I order once and drive once.',
        evidence: ['practice/measure-first'],
      },
    ],
    confirmedBy: [],
  },
];
