import { type Changes, LimitError } from '@copkit/storage';
import { communities, THE_ONE } from '../communities/records.js';
import type { Actor } from '../identity/identity.js';
import { inbox } from '../inbox/records.js';
import type { Kit } from '../kit.js';
import { memberships } from '../membership/records.js';
import { ANSWERABLE, allows, mayRead, type Standing } from '../operations/policy.js';
import { practices } from '../practices/records.js';
import { reader } from '../store/reader.js';
import type { Admission } from './admission.js';
import type { Place } from './api.js';
import type { Change, Changed } from './hub.js';

const EVERYTHING: readonly Change[] = [{ collection: communities.name, id: THE_ONE, audience: 'readers' }];
const NOBODY: readonly string[] = [];
const PAGE = 500;
/** Whoever was away for more changes than that reads everything again. */
const MOST_MISSED = 5_000;

interface News {
  readonly woken: readonly string[];
  readonly absent: readonly string[];
}

/** What an actor follows in one partition, and what they may know of it at the moment. */
export class FollowedPartition {
  /** Whether the actor was last told that there is something to read. */
  readable = false;
  readonly #kit: Kit;
  readonly #actor: Actor;
  readonly #admission: Admission;
  readonly #targets: readonly string[];
  readonly #due: () => void;
  readonly #pending = new Map<string, readonly Change[]>();
  #standing: Standing | null = null;
  #begun = false;
  #unhear = () => {};
  #stopped = false;

  /** `due` is called when there is something to take. */
  constructor(
    kit: Kit,
    actor: Actor,
    admission: Admission,
    readonly partition: string,
    targets: readonly string[],
    due: () => void,
  ) {
    this.#kit = kit;
    this.#actor = actor;
    this.#admission = admission;
    this.#targets = targets;
    this.#due = due;
  }

  /** Resolves when nothing is missed any more. */
  async start(since: Place | undefined): Promise<void> {
    const unhear = await this.#kit.hub.watch(this.partition, (changed) => this.#hear(changed));
    this.#unhear = unhear;
    if (this.#stopped) unhear();
    else if (since) await this.#makeUp(since[this.partition]);
  }

  stop(): void {
    this.#stopped = true;
    this.#unhear();
  }

  /** Anything may have changed before this could hear of it. */
  missed(): void {
    this.#hear('everything');
  }

  /** What the actor may know has to be found out again. */
  doubt(): void {
    this.#standing = null;
    this.#due();
  }

  /**
   * What there is to tell since the last time. Losing access makes everything absent, gaining it wakes everything.
   * Rejects when the store cannot be read; then everything is told the next time.
   */
  async take(): Promise<News> {
    if (this.#begun && this.#standing && this.#pending.size === 0) return { woken: NOBODY, absent: NOBODY };
    const pending = [...this.#pending];
    this.#pending.clear();
    try {
      const standing = await this.#standingNow();
      const before = this.#begun ? this.readable : null;
      this.#begun = true;
      this.readable = (this.#isInbox || mayRead(standing)) && (await this.#admission.holds());
      if (!this.readable) return { woken: NOBODY, absent: before === false ? NOBODY : this.#targets };
      if (before === false) return { woken: this.#targets, absent: NOBODY };
      const woken = pending.filter(([, changes]) => this.#isInbox || changes.some((each) => mayKnow(each, standing)));
      return { woken: woken.map(([target]) => target), absent: NOBODY };
    } catch (error) {
      this.#hear('everything');
      throw error;
    }
  }

  get #isInbox(): boolean {
    return this.#targets[0] === inbox.name;
  }

  #hear(changed: Changed): void {
    if (changed === 'everything' || changed.some((change) => decides(change, this.#actor))) this.#standing = null;
    for (const target of this.#targets) {
      const about = changed === 'everything' ? EVERYTHING : changed.filter((change) => concerns(change, target));
      if (about.length > 0) this.#pending.set(target, [...(this.#pending.get(target) ?? []), ...about]);
    }
    if (!this.#standing || this.#pending.size > 0) this.#due();
  }

  async #makeUp(since: string | null | undefined): Promise<void> {
    let cursor = since;
    for (let missed = 0; cursor !== undefined && missed < MOST_MISSED; missed += PAGE) {
      const changes = await this.#kit.storage.changes(this.partition, cursor, PAGE).catch(unknownIfMalformed);
      if (changes.kind === 'reset') break;
      this.#hear(this.#kit.hub.changesIn(changes.docs));
      if (!changes.more) return;
      cursor = changes.cursor;
    }
    this.#hear('everything');
  }

  /** Kept until something changes that decides about it, so that a wake-up of many people reads nothing for each. */
  async #standingNow(): Promise<Standing> {
    if (this.#standing) return this.#standing;
    const unread: Standing = { actor: this.#actor, community: null, membership: null, owner: false };
    this.#standing = unread;
    if (this.#isInbox) return unread;
    const home = reader(this.#kit.storage, this.partition);
    const [community, membership] = await Promise.all([
      home.get(communities, THE_ONE),
      this.#actor.kind === 'person' ? home.get(memberships, this.#actor.id) : null,
    ]);
    const read: Standing = { ...unread, community, membership };
    // Unless it changed meanwhile: then it is read again.
    if (this.#standing === unread) this.#standing = read;
    return read;
  }
}

/** A cursor that never came from this kind of store is as good as none. */
function unknownIfMalformed(error: unknown): Changes {
  if (error instanceof LimitError) return { kind: 'reset', reason: 'other-store' };
  throw error;
}

/** Whether a change may give the actor another standing in the partition. */
function decides({ collection, id }: Change, actor: Actor): boolean {
  return collection === communities.name || (collection === memberships.name && id === actor.id);
}

/**
 * The inbox is concerned by its entries; a community by every change in it; a thread by documents that bear its id,
 * which all of its own do, and by practices, one of which may be made of its answer: they change seldom.
 */
function concerns({ collection, id }: Change, target: string): boolean {
  if (target === inbox.name) return collection === inbox.name;
  if (target.startsWith('c_') || id.includes(target)) return true;
  return collection === communities.name || (target.startsWith('t_') && collection === practices.name);
}

function mayKnow({ audience, id }: Change, standing: Standing): boolean {
  if (!mayRead(standing)) return false;
  // Documents about one person, such as a request to join, bear that person's id.
  if (audience === 'readers' || id.includes(standing.actor.id)) return true;
  if (audience === 'answerable') return allows(ANSWERABLE, standing);
  return audience === 'staff' && allows(['facilitator'], standing);
}
