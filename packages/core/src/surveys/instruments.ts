import { CopkitError } from '../errors.js';
import { derive } from '../identity/ids.js';
import type { ReadContext, WriteContext } from '../operations/context.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import { EVERY_KEY } from '../store/keys.js';
import { scanAll } from '../store/reader.js';
import type { Instrument, InstrumentKind, SurveysApi } from './api.js';
import { type InstrumentRecord, instruments } from './records.js';

/** A place for an instrument whose wording is not ours to ship. */
interface Container {
  readonly title: string;
  readonly source: string;
  readonly scale: number;
  readonly dimensions: readonly string[];
  /** How many items it has, and which of them are reversed, from 1; absent where any are. */
  readonly items?: number;
  readonly reversed?: readonly number[];
}

export const containers: Readonly<Record<Exclude<InstrumentKind, 'own'>, Container>> = {
  'psychological-safety': {
    title: 'Psychological safety',
    source: 'Edmondson 1999',
    scale: 7,
    dimensions: ['psychological-safety'],
    items: 7,
    reversed: [1, 3, 5],
  },
  'social-capital': {
    title: 'Trust, norms and shared language',
    source: 'Chiu, Hsu & Wang 2006; Nahapiet & Ghoshal 1998',
    scale: 7,
    dimensions: ['trust', 'norms', 'shared-language'],
  },
  'adb-six': {
    title: 'Six dimensions of a community of practice',
    source: 'Asian Development Bank',
    scale: 5,
    dimensions: ['domain', 'community', 'practice', 'motivation', 'structure', 'mandate'],
  },
  cat: { title: 'Community Assessment Toolkit', source: 'Verburg & Andriessen 2006', scale: 5, dimensions: [] },
};

const invalid = (message: string, field: string) => new CopkitError('invalid', message, field);

export async function defineInstrument(context: WriteContext, input: InputOf<SurveysApi['defineInstrument']>) {
  const { kind, scale, items } = input;
  const container = kind === 'own' ? null : containers[kind];
  if (container?.items !== undefined && items.length !== container.items)
    throw invalid(`${container.title} has ${container.items} items, in the order of its authors.`, 'items');
  for (const [at, { dimension, reversed = false }] of items.entries()) {
    if (container && container.dimensions.length > 0 && !container.dimensions.includes(dimension))
      throw invalid(`Its dimensions are ${container.dimensions.join(', ')}.`, `items.${at}.dimension`);
    if (container?.reversed && container.reversed.includes(at + 1) !== reversed)
      throw invalid(
        `Of ${container.title} items ${container.reversed.join(', ')} are reversed.`,
        `items.${at}.reversed`,
      );
  }
  const record: Omit<InstrumentRecord, 'id'> = {
    kind,
    title: input.title.trim(),
    scale,
    items: items.map(({ text, dimension, reversed = false }) => ({ text: text.trim(), dimension, reversed })),
    licence: input.licence.trim(),
    source: input.source?.trim() ?? container?.source ?? '',
  };
  // The same wording is the same instrument, so that defining it again is no second one.
  const id = `instrument_${derive(`instrument ${JSON.stringify([kind, scale, record.items])}`, 16)}`;
  if (!(await context.get(instruments, id))) context.put(instruments, id, { id, ...record });
  return id;
}

export async function instrumentView(context: ReadContext, id: string): Promise<Instrument> {
  const record = await context.get(instruments, id);
  if (!record) throw new CopkitError('not-found', 'There is no such instrument.', 'instrumentId');
  return viewOf(record);
}

const viewOf = (record: InstrumentRecord): Instrument => ({ ...record, dimensions: dimensionsOf(record.items) });

/** In the order in which they come. */
export const dimensionsOf = (items: readonly { readonly dimension: string }[]): string[] => [
  ...new Set(items.map(({ dimension }) => dimension)),
];

export async function listInstruments(context: ReadContext): Promise<OutputOf<SurveysApi['listInstruments']>> {
  const known = (await scanAll(context, instruments, { index: 'instruments', ...EVERY_KEY })).map(({ body }) => body);
  const empty = Object.entries(containers).flatMap(([name, { title, source, scale, dimensions }]): Instrument[] => {
    const kind = name as keyof typeof containers;
    if (known.some((each) => each.kind === kind)) return [];
    return [{ id: null, kind, title, scale, dimensions, items: [], licence: null, source }];
  });
  return { items: [...known.map(viewOf), ...empty] };
}
