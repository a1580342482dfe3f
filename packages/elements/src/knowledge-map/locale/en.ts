import { counter } from '../../locale/counter.js';
import type { MapTexts } from '../texts.js';

const n = counter('en');

export const en: MapTexts = {
  title: 'Where knowledge is thin',
  says: 'Topics by how much is asked about them, and by how many people the answers come from.',
  notOffered: 'This server keeps no map of knowledge.',
  nothing: 'No topic has figures yet: they come with questions that name their topics.',
  topic: 'Topic',
  asked: 'Questions',
  unanswered: 'Unanswered',
  coverage: 'People who know (effective number)',
  hangsOn: 'Half of it is held by',
  thin: 'hangs on one or two',
  keyPeople: 'The table names who agreed to it; that a name is missing says nothing.',
  reading: 'Further up, more is asked. Further left, fewer people know. The larger a dot, the more stays unanswered.',
  suppressed: 'kept back',
  whySuppressed: 'Kept back: fewer than five people stand behind it, or it would give away a part where fewer do.',
  questions: (count) => n(count, { one: '# question', other: '# questions' }),
  people: (count) => n(count, { one: '# person', other: '# people' }),
  keptBack: (count) =>
    n(count, {
      one: '# topic is kept back in part: fewer than five people stand behind it, or it would give such a part away.',
      other:
        '# topics are kept back in part: fewer than five people stand behind them, or they would give such a part away.',
    }),
  onOnePerson: (count) => n(count, { one: '# topic hangs on one person.', other: '# topics hang on one person each.' }),
  gaps: (topics) => `Most is asked, for how few know, about ${topics}.`,
  caveat: {},
};
