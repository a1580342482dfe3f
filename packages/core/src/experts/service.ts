import type { Kit } from '../kit.js';
import type { Candidate, ExpertRouter, RouteRequest } from '../routing/router.js';
import type { ExpertEngine } from './engine.js';

/** Knows who wrote about what. What it takes is loaded when it is first asked for, and so is what it knows. */
export class Experts implements ExpertRouter {
  #engine: Promise<ExpertEngine> | null = null;

  constructor(readonly kit: () => Kit) {}

  async route(request: RouteRequest, limit: number): Promise<readonly Candidate[]> {
    const { experts } = await import('../late/knowledge.js');
    return experts.route(this.kit(), request, limit);
  }

  engine(): Promise<ExpertEngine> {
    this.#engine ??= import('../late/knowledge.js').then(({ experts }) => experts.engineOf(this.kit()));
    return this.#engine;
  }

  /** Finishes what is under way. */
  async close(): Promise<void> {
    await (await this.#engine)?.close();
  }
}
