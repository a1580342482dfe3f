import type { CallOptions } from '../operations/call.js';

export interface TopicRef {
  readonly id: string;
  readonly label: string;
}

/** A concept of the organisation's topic scheme, in SKOS's terms. */
export interface Topic {
  readonly id: string;
  readonly prefLabel: string;
  readonly altLabels: readonly string[];
  readonly broader: readonly TopicRef[];
  readonly narrower: readonly TopicRef[];
  /** Concepts of other schemes that mean the same, as URIs. */
  readonly exactMatch: readonly string[];
  readonly definition: string | null;
}

export interface TopicsApi {
  list(
    input?: { text?: string; limit?: number; after?: string },
    options?: CallOptions,
  ): Promise<{ readonly items: readonly Topic[]; readonly next: string | null }>;
  get(input: { topicId: string }, options?: CallOptions): Promise<Topic>;
  /** Topics whose label or alternative label begins with the text or holds it; at most 20. */
  suggest(
    input: { text: string; limit?: number },
    options?: CallOptions,
  ): Promise<{ readonly items: readonly TopicRef[] }>;
  /**
   * Creates a topic, or replaces the labels and relations of a known one. What is absent stays.
   *
   * Refused as `not-found` with an `id` that no topic has, and as `conflict` where a label is the preferred one of another
   * topic, where the preferred label is any label of another, and where the topic is called otherwise without `rename`.
   */
  define(
    input: {
      /** Derived from `prefLabel` where absent. */
      id?: string;
      prefLabel: string;
      /** Says that the topic is to be called otherwise than before. Its old label stays as an alternative one. */
      rename?: boolean;
      altLabels?: readonly string[];
      /** Topic ids or labels. */
      broader?: readonly string[];
      exactMatch?: readonly string[];
      definition?: string | null;
    },
    options?: CallOptions,
  ): Promise<Topic>;
}
