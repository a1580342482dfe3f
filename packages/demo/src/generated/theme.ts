import type { ThreadKind } from '@copkit/core';
import type { Who } from '../communities/sample.js';
import type { subjects } from '../ids.js';

/** What an answer says. */
export interface ThemeAnswer {
  readonly body: string;
  /** Whose words these would be; anybody who knows about the theme where absent. */
  readonly by?: Who;
  /** Only said so many days before the end, or later: it names what was not there before. */
  readonly since?: number;
}

/**
 * What people of a community ask again and again, each time at another machine. `{name}` in a text stands for one of
 * the `words` of that name, the same throughout a thread.
 */
export interface Theme {
  readonly key: string;
  readonly kind?: ThreadKind;
  readonly topics: readonly string[];
  /** Key in `subjects`: the procedure whose page it is asked on, most of the time. */
  readonly subject?: keyof typeof subjects;
  readonly knows: readonly Who[];
  readonly words: Readonly<Record<string, readonly string[]>>;
  readonly titles: readonly string[];
  readonly bodies: readonly string[];
  readonly answers: readonly ThemeAnswer[];
  /** What whoever asked tells afterwards. */
  readonly outcomes: readonly string[];
  /** How often it comes up beside the others; 1 where absent. */
  readonly weight?: number;
}
