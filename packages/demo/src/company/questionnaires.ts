import type { InstrumentKind } from '@copkit/core/evaluation';

interface Questionnaire {
  readonly kind: InstrumentKind;
  readonly title: string;
  readonly scale: number;
  readonly items: readonly { readonly text: string; readonly dimension: string; readonly reversed?: boolean }[];
}

const safety = (text: string, reversed = false) => ({ text, dimension: 'psychological-safety', reversed });
const capital = (dimension: 'trust' | 'norms' | 'shared-language') => (text: string) => ({ text, dimension });

export const licence = 'Words of our own, as an example; the published questionnaires belong to their authors.';

/** The two surveys of the company, in words that nobody has tested. */
export const questionnaires: readonly Questionnaire[] = [
  {
    kind: 'psychological-safety',
    title: 'How it is to speak here',
    scale: 7,
    items: [
      safety('Whoever gets something wrong here hears about it for a long time.', true),
      safety('I can say here that I do not understand a drawing.'),
      safety('Who works in another way than the others is looked at askance.', true),
      safety('I can post a photo of something that went wrong.'),
      safety('It costs me something to ask the people here.', true),
      safety('Nobody here would spoil somebody else’s work on purpose.'),
      safety('What I am good at is seen and used here.'),
    ],
  },
  {
    kind: 'social-capital',
    title: 'How we work together',
    scale: 7,
    items: [
      capital('trust')('I can rely on numbers that somebody here measured.'),
      capital('trust')('People here do what they said they would.'),
      capital('trust')('Who asks me for help would help me too.'),
      capital('norms')('Here it is usual to answer before one asks.'),
      capital('norms')('What one of us has found out belongs to all of us.'),
      capital('shared-language')('When somebody here says “it knocks”, I know what I would hear.'),
      capital('shared-language')('Practices here are written in words that my unit uses.'),
    ],
  },
];
