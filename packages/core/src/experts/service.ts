import type { StorageAdapter } from '@copkit/storage';
import type { PeopleDirectory } from '../people/directory.js';
import type { Candidate, ExpertRouter, RouteRequest } from '../routing/router.js';
import type { ExpertEngine } from './engine.js';

/** Knows who wrote about what. What it takes is loaded when it is first asked for, and so is what it knows. */
export class Experts implements ExpertRouter {
  #engine: Promise<ExpertEngine> | null = null;

  constructor(
    readonly storage: StorageAdapter,
    readonly people: PeopleDirectory,
  ) {}

  async route(request: RouteRequest, limit: number): Promise<readonly Candidate[]> {
    const { experts } = await import('../late/knowledge.js');
    return experts.route(await this.engine(), request, limit);
  }

  engine(): Promise<ExpertEngine> {
    this.#engine ??= import('../late/knowledge.js').then(
      ({ experts }) => new experts.ExpertEngine(this.storage, this.people),
    );
    return this.#engine;
  }

  /** Finishes what is under way. */
  async close(): Promise<void> {
    await (await this.#engine)?.settled();
  }
}
