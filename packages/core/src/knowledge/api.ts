import type { MetricResult } from '../metrics/api.js';
import type { CallOptions, Page, PageRequest } from '../operations/call.js';
import type { PersonCard } from '../people/api.js';
import type { Topic, TopicRef } from '../topics/api.js';

/** A topic that a text may be about. Whoever writes it decides. */
export interface SuggestedTopic {
  readonly topic: TopicRef;
  /** `named`: the text holds one of its labels; `similar`: its labels and definition share words with the text. */
  readonly why: 'named' | 'similar';
  /** The label as the text has it; `null` for similar ones. */
  readonly form: string | null;
}

/** A term of the glossary that occurs in a text. */
export interface Term {
  readonly topic: TopicRef;
  /** Plain text. */
  readonly definition: string;
  /** How the term is written in the texts, each spelling once: where these stand, whole words, it can be explained. */
  readonly forms: readonly string[];
}

/** A definition that a member would give a topic. */
export interface ProposedDefinition {
  readonly id: string;
  readonly communityId: string;
  readonly topic: TopicRef;
  /** What the glossary says now; `null` for nothing. */
  readonly current: string | null;
  readonly definition: string;
  readonly by: PersonCard;
  readonly at: string;
  readonly state: 'proposed' | 'accepted' | 'declined' | 'withdrawn';
  /** Why it was declined. */
  readonly reason: string | null;
  readonly decidedAt: string | null;
}

/** A concept of another scheme, to be taken into the organisation's. */
export interface ImportedConcept {
  /** Kept as an exact match; found again by it. An absolute URI. */
  readonly uri: string;
  readonly prefLabel: string;
  readonly altLabels?: readonly string[];
  readonly definition?: string | null;
  /** URIs of concepts that are broader, which must be known already. */
  readonly broader?: readonly string[];
  /** Other URIs of the same concept. */
  readonly exactMatch?: readonly string[];
}

export interface ImportedTopic {
  readonly uri: string;
  readonly topicId: string;
  /** `matched`: a topic that was there under the same label now stands for the concept too. */
  readonly outcome: 'created' | 'matched' | 'changed' | 'unchanged';
  /** Of `broader`: which are not in the scheme, and which would have made the topic broader than itself. */
  readonly unknown: readonly string[];
  readonly circular: readonly string[];
}

/**
 * One topic of the map. `suppressed`: fewer than five people stand behind a part of it, or it would give away a part
 * behind which fewer stand. What is suppressed is `null`.
 */
export interface MappedTopic {
  readonly topic: TopicRef;
  /** Whether demand is told. */
  readonly demand: 'ok' | 'suppressed';
  /** Questions of the window. */
  readonly questions: number | null;
  /** Those that nobody else answered by the end of their quarter. */
  readonly unanswered: number | null;
  /** `null` also where there are no questions. */
  readonly unansweredShare: number | null;
  /** Whether coverage is told. */
  readonly supply: 'ok' | 'suppressed';
  /** Effective number of experts: exp of the entropy of the shares of the evidence. */
  readonly coverage: number | null;
  /** The end of the quarter that coverage is of: an earlier one while fewer than five people changed it since. */
  readonly coverageAt: string | null;
  /** Demand that coverage does not meet, the more the worse: questions × (1 + unanswered share) ÷ coverage. `null` unless both are told. */
  readonly gap: number | null;
}

/** Topics by demand, most questions first; those that are suppressed last, by label. */
export interface KnowledgeMap {
  readonly topics: readonly MappedTopic[];
  /** How many of them are suppressed in part. */
  readonly suppressed: number;
}

/** A share of the evidence about a topic that the people of one unit hold. */
export interface UnitShare {
  readonly unitId: string;
  readonly unit: string;
  readonly status: 'ok' | 'suppressed';
  /** 0 to 1: what would be lost if the unit left. */
  readonly share: number | null;
}

export interface TopicRisk {
  readonly topic: TopicRef;
  readonly status: 'ok' | 'suppressed';
  /** The fewest people who hold half of the evidence. */
  readonly absenceFactor: number | null;
  /** How many hold any. */
  readonly people: number | null;
  readonly coverage: number | null;
  /** The end of the quarter with which these were last told. */
  readonly at: string | null;
  /** Empty where suppressed. */
  readonly units: readonly UnitShare[];
  /**
   * Of the fewest people who hold half of it, where they are three or fewer, those who agreed to be named
   * (`expertise.setNamed`). That somebody is missing says nothing.
   */
  readonly keyPeople?: readonly PersonCard[];
}

export interface KnowledgeRisk {
  /** Topics with evidence. */
  readonly topics: number;
  /** Of them, those of which one person holds half of the evidence or more; `null` where that is suppressed. */
  readonly onOnePerson: number | null;
  /** The smallest absence factor first, those that are suppressed last. */
  readonly items: readonly TopicRisk[];
}

/** Topics while writing, the glossary, and where knowledge is thin. */
export interface KnowledgeApi {
  /** Topics a text may be about: first those it names, in their order, then similar ones. 1 to 10; 5 where absent. */
  suggestTopics(
    input: { text: string; title?: string; limit?: number },
    options?: CallOptions,
  ): Promise<{ readonly items: readonly SuggestedTopic[] }>;
  /**
   * Makes two topics one: the labels, relations and matches of `from` become those of `into`, and whatever bore `from`
   * bears `into` from then on. Nothing is rewritten; the old id and labels keep finding it. Ids or labels.
   */
  mergeTopics(input: { from: string; into: string }, options?: CallOptions): Promise<Topic>;
  /** Takes concepts into the scheme, at most 200: adds, and takes nothing away that the organisation said itself. */
  importTopics(
    input: { concepts: readonly ImportedConcept[] },
    options?: CallOptions,
  ): Promise<{ readonly items: readonly ImportedTopic[] }>;
  /** The terms of the glossary that occur in texts (Markdown or plain, at most 50), in the order of their occurrence. */
  listTerms(input: { texts: readonly string[] }, options?: CallOptions): Promise<{ readonly items: readonly Term[] }>;
  /** A member proposes what a topic means: plain text, at most 4,000 characters. `topic`: id or label. */
  proposeDefinition(
    input: { communityId: string; topic: string; definition: string },
    options?: CallOptions,
  ): Promise<ProposedDefinition>;
  /** To every member of the community, the newest first. */
  listDefinitions(
    input: { communityId: string; state?: ProposedDefinition['state'] } & PageRequest,
    options?: CallOptions,
  ): Promise<Page<ProposedDefinition>>;
  /** It becomes the definition for the whole organisation. */
  acceptDefinition(input: { definitionId: string }, options?: CallOptions): Promise<ProposedDefinition>;
  declineDefinition(
    input: { definitionId: string; reason: string },
    options?: CallOptions,
  ): Promise<ProposedDefinition>;
  withdrawDefinition(input: { definitionId: string }, options?: CallOptions): Promise<ProposedDefinition>;
  /**
   * Topics by demand and coverage, for a window of the calendar as in `metrics.listWindows`; the last quarter that is
   * out where absent. For facilitators, stewards, sponsors and administrators, the same to all of them.
   */
  getMap(input: { communityId: string; window?: string }, options?: CallOptions): Promise<MetricResult<KnowledgeMap>>;
  /**
   * On how few people each topic hangs, and what would be lost with a unit, as of the end of a quarter (`2025-Q3`); the
   * last one that is out where absent. Names only of who agreed to be named.
   */
  getRisk(input: { communityId: string; window?: string }, options?: CallOptions): Promise<MetricResult<KnowledgeRisk>>;
}
