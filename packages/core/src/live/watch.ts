import { communities, THE_ONE } from '../communities/records.js';
import { CopkitError } from '../errors.js';
import type { Actor } from '../identity/identity.js';
import { communityIdOf } from '../identity/ids.js';
import type { Kit } from '../kit.js';
import { memberships } from '../membership/records.js';
import { mayRead } from '../operations/policy.js';
import { communityPartition } from '../store/partitions.js';
import { reader } from '../store/reader.js';
import type { Watch } from './api.js';

/** Wake-ups of one burst reach a listener as one. */
const GATHER_MS = 25;

/** `watch` for an actor: what they may not read never wakes them, also when that changes while they watch. */
export function watchFor(kit: Kit, actor: () => Promise<Actor>): Watch {
  return (ids, onWake, options = {}) => {
    const stops: (() => void)[] = [];
    let stopped = false;
    const stop = () => {
      stopped = true;
      for (const each of stops.splice(0)) each();
    };
    options.signal?.addEventListener('abort', stop, { once: true });
    const pending = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    stops.push(() => clearTimeout(timer));
    const flush = async () => {
      timer = undefined;
      const targets = [...pending];
      pending.clear();
      const who = await actor();
      for (const target of targets) {
        if (!stopped && (await mayWatch(kit, who, target))) onWake({ target });
      }
    };
    const wake = (target: string) => {
      pending.add(target);
      timer ??= setTimeout(() => void flush().catch(kit.onError), GATHER_MS);
    };
    const targets = distinct(ids);
    const starting = [...new Set(targets.map(communityPartition))].map(async (partition) => {
      const end = await kit.hub.watch(partition, (changed) => {
        for (const target of targets) {
          if (communityPartition(target) === partition && concerns(changed, target)) wake(target);
        }
      });
      if (stopped) end();
      else stops.push(end);
    });
    Promise.all(starting).then(() => stopped || options.onStatus?.('live'), kit.onError);
    return stop;
  };
}

function distinct(ids: readonly string[]): string[] {
  if (ids.length > 200) throw new CopkitError('invalid', 'At most 200 ids can be watched at once.', 'ids');
  for (const id of ids) communityIdOf(id);
  return [...new Set(ids)];
}

/** A community is concerned by every change in it; a thread by documents that bear its id, which all of its own do. */
function concerns(changed: readonly string[] | 'everything', target: string): boolean {
  if (changed === 'everything' || target.startsWith('c_')) return true;
  return changed.some((document) => document.includes(target) || document.startsWith('community/'));
}

async function mayWatch(kit: Kit, actor: Actor, target: string): Promise<boolean> {
  const home = reader(kit.storage, communityPartition(target));
  const community = await home.get(communities, THE_ONE);
  const membership = actor.kind === 'person' ? await home.get(memberships, actor.id) : null;
  return mayRead({ actor, community, membership, owner: false });
}
