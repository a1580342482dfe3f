import type { CopkitApi, Problem } from '@copkit/core';
import { emit } from '../events.js';
import { problemOf } from '../problem.js';
import type { ResourceHost } from '../resource.js';

/** Carries out what a person does with the element's content, one thing at a time, and knows what came of it. */
export class Deeds {
  busy = false;
  problem: Problem | null = null;

  constructor(private readonly host: ResourceHost) {}

  /** What the call answered with; `null` where it failed or another one runs. */
  async run<T>(call: (api: CopkitApi) => Promise<T>): Promise<T | null> {
    const { host } = this;
    if (!host.source || this.busy) return null;
    this.busy = true;
    this.problem = null;
    host.requestUpdate();
    try {
      return await call(host.source);
    } catch (error) {
      this.problem = problemOf(error);
      if (this.problem) emit(host, 'cop-error', { problem: this.problem });
      return null;
    } finally {
      this.busy = false;
      host.requestUpdate();
    }
  }

  /** Another thing is shown: what failed before says nothing about it. */
  forget(): void {
    this.problem = null;
  }
}
