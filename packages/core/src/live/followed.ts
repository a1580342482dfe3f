import { CopkitError } from '../errors.js';
import type { Actor } from '../identity/identity.js';
import { communityOf } from '../identity/ids.js';
import { inbox } from '../inbox/records.js';
import type { Kit } from '../kit.js';
import { communityPartition, personPartition } from '../store/partitions.js';
import { Admission } from './admission.js';
import type { Follower, Following, Place } from './api.js';
import { FollowedPartition } from './followed-partition.js';

/** Wake-ups of one burst reach a listener as one. */
const GATHER_MS = 25;
const AGAIN_MS = 1_000;

/** All that one actor follows: gathers what changes, and tells them what they may know of it. */
export class Followed implements Following {
  readonly #kit: Kit;
  readonly #actor: () => Promise<Actor>;
  readonly #targets: ReadonlySet<string>;
  readonly #follower: Follower;
  #since: Place | undefined;
  /** How many changes there were anywhere when somebody began to follow who reads at once; others read when it is live. */
  readonly #changes: number | undefined;
  #parts: readonly FollowedPartition[] = [];
  #admission: Admission | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #place: Place = {};
  #live = false;
  #telling = false;
  #due = false;
  #stopped = false;

  constructor(
    kit: Kit,
    actor: () => Promise<Actor>,
    targets: ReadonlySet<string>,
    follower: Follower,
    since: Place | undefined,
    changes: number | undefined,
  ) {
    this.#kit = kit;
    this.#actor = actor;
    this.#targets = targets;
    this.#follower = follower;
    this.#since = since;
    this.#changes = changes;
  }

  start(): void {
    this.#begin().catch((error) => {
      this.#release();
      if (this.#stopped) return;
      this.#kit.onError(error);
      this.#tell(() => this.#follower.onTrouble());
      this.#timer = setTimeout(() => this.start(), AGAIN_MS);
    });
  }

  stop(): void {
    this.#stopped = true;
    this.#release();
  }

  place(): Place {
    if (this.#live && !this.#due && !this.#telling) this.#place = this.#here();
    return this.#place;
  }

  #release(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#admission?.stop();
    for (const part of this.#parts) part.stop();
  }

  async #begin(): Promise<void> {
    const actor = await this.#actor().catch(nobodyIfRefused);
    const byPartition = actor ? partitionsOf(this.#targets, actor) : new Map<string, string[]>();
    if (actor) await this.#follow(actor, byPartition);
    if (this.#stopped) return this.#release();
    const followed = new Set([...byPartition.values()].flat());
    for (const target of this.#targets) if (!followed.has(target)) this.#tell(() => this.#follower.onAbsent(target));
    this.#live = true;
    await this.#flush();
    // What is told from here on is told to the end, so a further start has nothing to make up for.
    this.#since = undefined;
    if (!this.#stopped) this.#tell(() => this.#follower.onLive());
  }

  async #follow(actor: Actor, byPartition: ReadonlyMap<string, readonly string[]>): Promise<void> {
    const due = () => this.#schedule(GATHER_MS);
    const admission = new Admission(this.#kit, actor);
    const parts = [...byPartition].map(
      ([partition, targets]) => new FollowedPartition(this.#kit, actor, admission, partition, targets, due),
    );
    this.#admission = admission;
    this.#parts = parts;
    const doubt = () => {
      for (const part of parts) part.doubt();
    };
    const started = Promise.all([admission.start(doubt), ...parts.map((part) => part.start(this.#since))]);
    // It took until now to listen, and whoever asked has read meanwhile.
    const missed = this.#changes !== undefined && this.#changes !== this.#kit.hub.changes;
    if (missed) for (const part of parts) part.missed();
    await started;
  }

  #schedule(ms: number): void {
    if (this.#stopped || !this.#live) return;
    this.#due = true;
    if (!this.#telling) this.#timer ??= setTimeout(() => void this.#flush(), ms);
  }

  /** Tells what was gathered. What cannot be told for now, since the store cannot be read, is told later. */
  async #flush(): Promise<void> {
    this.#timer = undefined;
    this.#due = false;
    this.#telling = true;
    const here = this.#here();
    let again = false;
    for (const part of this.#parts) {
      try {
        const { woken, absent } = await part.take();
        if (this.#stopped) return;
        for (const target of woken) this.#tell(() => this.#follower.onWake(target));
        for (const target of absent) this.#tell(() => this.#follower.onAbsent(target));
      } catch (error) {
        if (this.#stopped) return;
        this.#kit.onError(error);
        again = true;
      }
    }
    this.#telling = false;
    if (!again) this.#place = here;
    this.#tell(() => this.#follower.onTold());
    if (this.#due) this.#schedule(again ? AGAIN_MS : GATHER_MS);
  }

  /** Up to where all is told, of the partitions that the actor may read. */
  #here(): Place {
    return Object.fromEntries(
      this.#parts.flatMap(({ partition, readable }) =>
        readable ? [[partition, this.#kit.hub.headOf(partition)] as const] : [],
      ),
    );
  }

  #tell(listener: () => void): void {
    try {
      listener();
    } catch (error) {
      this.#kit.onError(error);
    }
  }
}

function partitionsOf(targets: ReadonlySet<string>, actor: Actor): ReadonlyMap<string, readonly string[]> {
  const byPartition = new Map<string, string[]>();
  for (const target of targets) {
    const communityId = communityOf(target);
    if (target === inbox.name || !communityId) continue;
    const partition = communityPartition(communityId);
    byPartition.set(partition, [...(byPartition.get(partition) ?? []), target]);
  }
  if (targets.has(inbox.name) && actor.kind === 'person') byPartition.set(personPartition(actor.id), [inbox.name]);
  return byPartition;
}

/** To who is suspended or erased already everything is absent; the store is not asked again and again for that. */
function nobodyIfRefused(error: unknown): null {
  if (error instanceof CopkitError && (error.code === 'forbidden' || error.code === 'unauthenticated')) return null;
  throw error;
}
