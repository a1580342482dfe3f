import { communities, THE_ONE } from '../communities/records.js';
import { CopkitError } from '../errors.js';
import type { Actor } from '../identity/identity.js';
import { communityIdOf } from '../identity/ids.js';
import { inbox } from '../inbox/records.js';
import type { Kit } from '../kit.js';
import { memberships } from '../membership/records.js';
import { ANSWERABLE, allows, mayRead, type Standing } from '../operations/policy.js';
import { practices } from '../practices/records.js';
import { communityPartition, personPartition } from '../store/partitions.js';
import { reader } from '../store/reader.js';
import type { Watch, WatchOptions } from './api.js';
import type { Change } from './hub.js';

/** The actor's own inbox, among the ids that can be watched. */
const INBOX = 'inbox';
/** Wake-ups of one burst reach a listener as one. */
const GATHER_MS = 25;
const AGAIN_MS = 1_000;
const EVERYTHING: readonly Change[] = [{ collection: communities.name, id: THE_ONE, audience: 'readers' }];

/** `watch` for an actor: what they may not read never wakes them, also when that changes while they watch. */
export function watchFor(kit: Kit, actor: () => Promise<Actor>): Watch {
  return (ids, onWake, options = {}) => {
    const watching = new Watching(kit, actor, distinct(ids), (target) => onWake({ target }), options);
    const stop = () => {
      options.signal?.removeEventListener('abort', stop);
      watching.stop();
    };
    options.signal?.addEventListener('abort', stop, { once: true });
    if (options.signal?.aborted) stop();
    else watching.start();
    return stop;
  };
}

function distinct(ids: readonly string[]): string[] {
  if (ids.length > 200) throw new CopkitError('invalid', 'At most 200 ids can be watched at once.', 'ids');
  for (const id of ids) if (id !== INBOX) communityIdOf(id);
  return [...new Set(ids)];
}

class Watching {
  readonly #stops: (() => void)[] = [];
  readonly #pending = new Map<string, Change[]>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(
    readonly kit: Kit,
    readonly actor: () => Promise<Actor>,
    readonly targets: readonly string[],
    readonly onWake: (target: string) => void,
    readonly options: WatchOptions,
  ) {}

  start(): void {
    this.#followAll().then(
      () => this.#status('live'),
      (error) => {
        this.#release();
        if (this.#stopped) return;
        this.kit.onError(error);
        this.#status('reconnecting');
        this.#timer = setTimeout(() => this.start(), AGAIN_MS);
      },
    );
  }

  stop(): void {
    this.#stopped = true;
    this.#release();
  }

  #release(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const stop of this.#stops.splice(0)) stop();
  }

  #status(status: 'live' | 'reconnecting'): void {
    if (!this.#stopped) this.options.onStatus?.(status);
  }

  async #followAll(): Promise<void> {
    const communities = this.targets.filter((target) => target !== INBOX);
    const partitions = [...new Set(communities.map(communityPartition))];
    const following = partitions.map((partition) =>
      this.#follow(
        partition,
        communities.filter((target) => communityPartition(target) === partition),
      ),
    );
    if (this.targets.includes(INBOX)) following.push(this.#follow(personPartition((await this.actor()).id), [INBOX]));
    await Promise.all(following);
  }

  async #follow(partition: string, targets: readonly string[]): Promise<void> {
    const stop = await this.kit.hub.watch(partition, (changed) => {
      for (const target of targets) {
        const about = changed === 'everything' ? EVERYTHING : changed.filter((change) => concerns(change, target));
        if (about.length > 0) this.#gather(target, about);
      }
    });
    if (this.#stopped) stop();
    else this.#stops.push(stop);
  }

  #gather(target: string, changes: readonly Change[]): void {
    if (this.#stopped) return;
    const gathered = this.#pending.get(target);
    if (gathered) gathered.push(...changes);
    else this.#pending.set(target, [...changes]);
    this.#timer ??= setTimeout(() => void this.#flush().catch(this.kit.onError), GATHER_MS);
  }

  async #flush(): Promise<void> {
    this.#timer = undefined;
    const pending = [...this.#pending];
    this.#pending.clear();
    const actor = await this.actor();
    const standings = new Map<string, Promise<Standing>>();
    for (const [target, changes] of pending) {
      if (target === INBOX) {
        if (!this.#stopped) this.#wake(INBOX);
        continue;
      }
      const partition = communityPartition(target);
      const asked = standings.get(partition) ?? standingIn(this.kit, partition, actor);
      standings.set(partition, asked);
      const standing = await asked;
      if (!this.#stopped && changes.some((change) => mayKnow(change, standing))) this.#wake(target);
    }
  }

  #wake(target: string): void {
    try {
      this.onWake(target);
    } catch (error) {
      this.kit.onError(error);
    }
  }
}

/**
 * The inbox is concerned by its entries; a community by every change in it; a thread by documents that bear its id,
 * which all of its own do, and by practices, one of which may be made of its answer: they change seldom.
 */
function concerns({ collection, id }: Change, target: string): boolean {
  if (target === INBOX) return collection === inbox.name;
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

async function standingIn(kit: Kit, partition: string, actor: Actor): Promise<Standing> {
  const home = reader(kit.storage, partition);
  const [community, membership] = await Promise.all([
    home.get(communities, THE_ONE),
    actor.kind === 'person' ? home.get(memberships, actor.id) : null,
  ]);
  return { actor, community, membership, owner: false };
}
