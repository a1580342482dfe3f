import type { CopkitApi, PersonCard } from '@copkit/core';
import type { AllMessages } from '../locale/messages.js';
import type { Assistance } from './assistance.js';
import type { Tool } from './formatting.js';

interface HelpedHost extends HTMLElement {
  readonly source: CopkitApi | null | undefined;
  words(): Promise<AllMessages>;
}

/** What help needs to know of what is being written. */
export interface Helped {
  readonly communityId: () => string | null;
  /** Tells people who do not see the page. */
  readonly say: (message: string) => void;
  /** The words that stand for a person in the text. */
  readonly wordsFor: (person: PersonCard) => string;
  /** The topics that are chosen: ids or labels. */
  readonly topics: () => readonly string[];
  readonly choose: (topics: readonly string[]) => void;
}

/** Helps while somebody writes. What it takes loads with the first need for it. */
export class Help {
  #assistance: Assistance | null = null;

  constructor(
    private readonly host: HelpedHost,
    private readonly helped: Helped,
  ) {}

  /** The label of a topic that was chosen from suggestions. */
  labelOf(topic: string): string | undefined {
    return this.#assistance?.labelOf(topic);
  }

  async use(field: HTMLTextAreaElement, tool: Tool): Promise<void> {
    (await this.#loaded()).use(field, tool);
  }

  async people(field: HTMLTextAreaElement): Promise<void> {
    await (await this.#loaded()).people(field);
  }

  async topics(field: HTMLInputElement): Promise<void> {
    const { topics, choose } = this.helped;
    await (await this.#loaded()).topics(field, (topic) => {
      field.value = '';
      choose([...new Set([...topics(), topic])]);
    });
  }

  async #loaded(): Promise<Assistance> {
    const [{ Assistance }, t] = await Promise.all([import('./assistance.js'), this.host.words()]);
    this.#assistance ??= new Assistance(this.host, t, this.helped);
    return this.#assistance;
  }
}
