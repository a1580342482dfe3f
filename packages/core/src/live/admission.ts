import type { Actor } from '../identity/identity.js';
import type { Kit } from '../kit.js';
import { isSuspended, people } from '../people/records.js';
import { peoplePartition } from '../store/partitions.js';
import { reader } from '../store/reader.js';

/** Whether who follows is still let in: somebody who is suspended or erased hears nothing, whatever they may read. */
export class Admission {
  readonly #kit: Kit;
  readonly #actor: Actor;
  /** Kept until the record changes; that somebody is kept out is read again each time, as it may end by itself. */
  #admitted = false;
  #version = 0;
  #unhear = () => {};
  #stopped = false;

  constructor(kit: Kit, actor: Actor) {
    this.#kit = kit;
    this.#actor = actor;
  }

  /** Resolves when no change is missed any more; `onDoubt` is called when it may be otherwise from now on. */
  async start(onDoubt: () => void): Promise<void> {
    const { id, kind } = this.#actor;
    if (kind === 'system') return;
    const unhear = await this.#kit.hub.watch(peoplePartition(id), (changed) => {
      if (changed !== 'everything' && !changed.some((each) => each.collection === people.name && each.id === id))
        return;
      this.#admitted = false;
      this.#version++;
      onDoubt();
    });
    this.#unhear = unhear;
    if (this.#stopped) unhear();
  }

  stop(): void {
    this.#stopped = true;
    this.#unhear();
  }

  async holds(): Promise<boolean> {
    if (this.#actor.kind === 'system' || this.#admitted) return true;
    const version = this.#version;
    const record = await reader(this.#kit.storage, peoplePartition(this.#actor.id)).get(people, this.#actor.id);
    const holds = record?.erasedAt === null && !isSuspended(record.suspension, this.#kit.now());
    if (version === this.#version) this.#admitted = holds;
    return holds;
  }
}
