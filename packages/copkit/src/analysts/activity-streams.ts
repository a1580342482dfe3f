import type { Activity } from '@copkit/core';
import { jsonArray } from './log.js';
import { type Pseudonyms, withoutIds } from './pseudonyms.js';
import { facts, kindOf, kinds, knownVerbs, mappedVerb, NAMESPACE } from './vocabulary.js';

const XSD = 'http://www.w3.org/2001/XMLSchema#';
const OWN = 'cop:';

/** What copkit adds to the vocabulary of ActivityStreams 2.0: a JSON-LD context beside that of the standard. */
export const context = [
  'https://www.w3.org/ns/activitystreams',
  {
    cop: NAMESPACE,
    ...Object.fromEntries(Object.keys(facts).map((fact) => [`cop:${fact}`, { '@id': `${NAMESPACE}${fact}` }])),
    'cop:recordedAt': { '@id': `${NAMESPACE}recordedAt`, '@type': `${XSD}dateTime` },
    'cop:topics': { '@id': `${NAMESPACE}topics`, '@container': '@set' },
    'cop:detail': { '@id': `${NAMESPACE}detail`, '@type': '@json' },
  },
] as const;

/** Words of the namespace, with what they mean. */
export const ownClasses: readonly string[] = [...knownVerbs, ...kinds.map(({ own }) => own)].map((word) => OWN + word);

const iri = (pseudonym: string) => `${NAMESPACE}id:${pseudonym}`;

/** One act as an Activity of ActivityStreams 2.0. */
export function as2Activity(act: Activity, names: Pseudonyms): Readonly<Record<string, unknown>> {
  const { verb, actor, object, inReplyTo, target } = act;
  return {
    id: iri(names.of(`act_${act.id}`)),
    type: [mappedVerb(verb).as2, OWN + verb],
    ...(actor === null ? {} : { actor: actor === 'system' ? SYSTEM : thing(actor, names) }),
    object: {
      ...thing(object, names, verb === 'ask' ? 'Question' : undefined),
      ...(inReplyTo === null ? {} : { inReplyTo: iri(names.of(inReplyTo)) }),
    },
    ...(target === null ? {} : { target: thing(target, names) }),
    context: iri(names.of(act.community)),
    published: act.at,
    'cop:recordedAt': act.recordedAt,
    'cop:channel': act.channel,
    'cop:origin': act.origin,
    ...(act.unitAtEvent === null ? {} : { 'cop:unit': act.unitAtEvent }),
    ...(act.topics.length === 0 ? {} : { 'cop:topics': act.topics }),
    ...(act.detail === null ? {} : { 'cop:detail': withoutIds(act.detail, names) }),
  };
}

const SYSTEM = { type: 'Application', id: `${NAMESPACE}id:system` };

function thing(id: string, names: Pseudonyms, as2 = kindOf(id).as2) {
  const own = OWN + kindOf(id).own;
  return { type: as2 === null ? own : [as2, own], id: iri(names.of(id)) };
}

/** The log as an OrderedCollection, oldest first, in parts: however long, it is never held as a whole. */
export async function* as2Collection(
  acts: AsyncIterable<Activity>,
  { names, communityId, madeAt }: { names: Pseudonyms; communityId: string; madeAt: string },
): AsyncGenerator<string> {
  const head = {
    '@context': context,
    id: iri(names.of(`export_${communityId}`)),
    type: 'OrderedCollection',
    summary: 'Raw and pseudonymous: single acts of people. For the privacy officer; not for publication.',
    published: madeAt,
  };
  yield `${JSON.stringify(head).slice(0, -1)},"orderedItems":\n`;
  yield* jsonArray(mapped(acts, (act) => as2Activity(act, names)));
  yield '}\n';
}

async function* mapped<A, B>(items: AsyncIterable<A>, change: (item: A) => B): AsyncGenerator<B> {
  for await (const item of items) yield change(item);
}
