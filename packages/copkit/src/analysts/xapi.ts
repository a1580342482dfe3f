import type { Activity } from '@copkit/core';
import { jsonArray } from './log.js';
import { type Pseudonyms, withoutIds } from './pseudonyms.js';
import { facts, kindOf, kinds, knownVerbs, mappedVerb, NAMESPACE } from './vocabulary.js';

const ADL = 'http://adlnet.gov/expapi/verbs/';
const VERSION = '1.0.3';
const EN = 'en';

const verbId = (verb: string): string => {
  const { adl } = mappedVerb(verb);
  return adl === null ? `${NAMESPACE}verb:${verb}` : ADL + adl;
};
const typeId = (own: string) => `${NAMESPACE}type:${own}`;
const factId = (fact: string) => `${NAMESPACE}fact:${fact}`;
const thingId = (pseudonym: string) => `${NAMESPACE}id:${pseudonym}`;
/** `claimBenefit` as `claim benefit`, `mentoring.start` as `mentoring: start`. */
const inWords = (verb: string) => verb.replace('.', ': ').replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** One act as a statement of the Experience API 1.0.3. */
export function statementOf(act: Activity, names: Pseudonyms): Readonly<Record<string, unknown>> {
  const { verb, community, object, inReplyTo, target, unitAtEvent, topics, detail } = act;
  const adl = mappedVerb(verb).adl;
  const said: Partial<Record<keyof typeof facts, unknown>> = {
    channel: act.channel,
    origin: act.origin,
    recordedAt: act.recordedAt,
    ...(unitAtEvent === null ? {} : { unit: unitAtEvent }),
    ...(topics.length === 0 ? {} : { topics }),
    ...(detail === null ? {} : { detail: withoutIds(detail, names) }),
    ...(target === null ? {} : { target: names.of(target) }),
  };
  return {
    id: names.uuidOf(act.id),
    actor: {
      objectType: 'Agent',
      account: { homePage: `${NAMESPACE}account`, name: accountOf(act.actor, names) },
    },
    verb: { id: verbId(verb), display: { [EN]: adl ?? inWords(verb) } },
    object: activity(object, names),
    context: {
      platform: 'copkit',
      contextActivities: {
        grouping: [activity(community, names)],
        category: [{ objectType: 'Activity', id: profileVersion, definition: { type: PROFILE_TYPE } }],
        ...(inReplyTo === null ? {} : { parent: [activity(inReplyTo, names)] }),
      },
      extensions: Object.fromEntries(Object.entries(said).map(([fact, value]) => [factId(fact), value])),
    },
    timestamp: act.at,
    version: VERSION,
  };
}

/** Statements need somebody: `unknown` where nobody knows who it was. */
const accountOf = (actor: string | null, names: Pseudonyms): string =>
  actor === null ? 'unknown' : actor === 'system' ? 'system' : names.of(actor);

const activity = (id: string, names: Pseudonyms) => ({
  objectType: 'Activity',
  id: thingId(names.of(id)),
  definition: { type: typeId(kindOf(id).own) },
});

/** The log as a JSON array of statements, one a line, in parts. */
export async function* statements(acts: AsyncIterable<Activity>, names: Pseudonyms): AsyncGenerator<string> {
  yield* jsonArray(each(acts, names));
}

async function* each(acts: AsyncIterable<Activity>, names: Pseudonyms) {
  for await (const act of acts) yield statementOf(act, names);
}

const profileId = `${NAMESPACE}profile`;
const profileVersion = `${profileId}:1`;
const PROFILE_TYPE = 'http://adlnet.gov/expapi/activities/profile';

const text = (says: string) => ({ [EN]: says });

/** What copkit's own words mean: a document of the xAPI Profiles Specification 1.0, for whoever reads the statements. */
export function xapiProfile(madeAt: string): Readonly<Record<string, unknown>> {
  const concept = (type: string, id: string, label: string, definition: string) => ({
    id,
    type,
    inScheme: profileVersion,
    prefLabel: text(label),
    definition: text(definition),
  });
  return {
    '@context': 'https://w3id.org/xapi/profiles/context',
    id: profileId,
    type: 'Profile',
    conformsTo: 'https://w3id.org/xapi/profiles#1.0',
    prefLabel: text('copkit'),
    definition: text('What members of communities of practice do: ask, answer, write down practices and take them up.'),
    author: { type: 'Organization', name: 'copkit' },
    versions: [{ id: profileVersion, generatedAtTime: madeAt }],
    concepts: [
      ...knownVerbs
        .filter((verb) => mappedVerb(verb).adl === null)
        .map((verb) => concept('Verb', verbId(verb), inWords(verb), `Somebody did what copkit calls "${verb}".`)),
      ...kinds.map(({ own, says }) => concept('ActivityType', typeId(own), own, says)),
      ...Object.entries(facts).map(([fact, says]) => concept('ContextExtension', factId(fact), fact, says)),
    ],
  };
}
