import { CopkitError } from '../errors.js';
import type { Actor } from '../identity/identity.js';
import { communityIdOf } from '../identity/ids.js';
import { inbox } from '../inbox/records.js';
import type { Kit } from '../kit.js';
import type { Follow, Follower, Following, Place, Watch } from './api.js';

const MOST_WATCHED = 200;
const MOST_FOLLOWED = 1_000;
const NOTHING: Following = { place: () => ({}), stop: () => {} };

/** `watch` for an actor: what they may not read never wakes them, also when that changes while they watch. */
export function watchFor(kit: Kit, actor: () => Promise<Actor>): Watch {
  return (ids, onWake, { signal, onStatus } = {}) => {
    limit(ids, MOST_WATCHED);
    for (const id of ids) if (id !== inbox.name) communityIdOf(id);
    let live = false;
    const following = begin(
      kit,
      actor,
      ids,
      {
        onWake: (target) => onWake({ target }),
        // Whoever loses access is told once, to look again.
        onAbsent: (target) => live && onWake({ target }),
        onTold() {},
        onLive() {
          live = true;
          onStatus?.('live');
        },
        onTrouble: () => onStatus?.('reconnecting'),
      },
      undefined,
      kit.hub.changes,
    );
    const stop = () => {
      signal?.removeEventListener('abort', stop);
      following.stop();
    };
    signal?.addEventListener('abort', stop, { once: true });
    if (signal?.aborted) stop();
    return stop;
  };
}

/** `follow` for an actor. */
export function followFor(kit: Kit, actor: () => Promise<Actor>): Follow {
  return (ids, follower, since) => {
    limit(ids, MOST_FOLLOWED);
    return begin(kit, actor, ids, follower, since);
  };
}

function limit(ids: readonly string[], most: number): void {
  if (ids.length > most) throw new CopkitError('invalid', `At most ${most} ids can be watched at once.`, 'ids');
}

/** Browsers load what follows changes with the first thing that is watched. */
function begin(
  kit: Kit,
  actor: () => Promise<Actor>,
  ids: readonly string[],
  follower: Follower,
  since?: Place,
  changes?: number,
): Following {
  let following = NOTHING;
  let stopped = false;
  import('./followed.js').then(({ Followed }) => {
    if (stopped) return;
    const followed = new Followed(kit, actor, new Set(ids), follower, since, changes);
    following = followed;
    followed.start();
  }, kit.onError);
  return {
    place: () => following.place(),
    stop() {
      stopped = true;
      following.stop();
    },
  };
}
