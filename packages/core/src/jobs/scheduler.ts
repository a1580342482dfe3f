import type { Activity } from '../activity/records.js';
import type { Kit } from '../kit.js';
import type { Committed } from '../operations/writer.js';
import type { DueJobs } from './due-jobs.js';
import type { Job, Jobs, JobsRun } from './job.js';
import { type JobRecord, jobs } from './records.js';

const SOON_MS = 20;

/** When jobs are run. Several processes on one store may all have one: whoever commits first has done it. */
export class Scheduler implements Jobs {
  #due: Promise<DueJobs> | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #every: ReturnType<typeof setInterval> | undefined;
  #soon: ReturnType<typeof setTimeout> | undefined;
  #byItself = false;

  constructor(
    readonly known: readonly Job[],
    readonly kit: () => Kit,
    readonly onActivity: (activity: Activity) => void,
  ) {}

  run(now: Date = new Date(this.kit().now())): Promise<JobsRun> {
    const turn = this.#turn.catch(() => {}).then(() => this.#run(now.toISOString()));
    this.#turn = turn;
    return turn;
  }

  /** From now on by itself: every so often, and right after a commit that schedules something for now. */
  start(everyMs: number): void {
    this.#byItself = true;
    this.#every = setInterval(() => this.#runSoon(), everyMs);
    (this.#every as { unref?: () => void }).unref?.();
    this.#runSoon();
  }

  committed({ docs }: Committed): void {
    if (!this.#byItself) return;
    const now = this.kit().now();
    const isDue = (body: unknown) => body !== null && (body as JobRecord).due <= now;
    if (docs.some(({ collection, body }) => collection === jobs.name && isDue(body))) this.#runSoon();
  }

  async close(): Promise<void> {
    this.#byItself = false;
    clearInterval(this.#every);
    clearTimeout(this.#soon);
    await this.#turn.catch(() => {});
  }

  #runSoon(): void {
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined;
      if (this.#byItself) this.run().catch(this.kit().onError);
    }, SOON_MS);
    (this.#soon as { unref?: () => void }).unref?.();
  }

  /** Looking for jobs is loaded with the first run: a page is painted before. */
  async #run(now: string): Promise<JobsRun> {
    this.#due ??= import('../late/knowledge.js').then(
      (late) => new late.DueJobs(this.known, this.kit, this.onActivity),
    );
    return (await this.#due).run(now);
  }
}
