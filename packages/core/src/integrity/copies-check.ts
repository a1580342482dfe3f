import type { StoredDoc } from '@copkit/storage';
import type { CardRecord, CommunityRecord } from '../communities/records.js';
import { endedStates, type MembershipRecord, type ReferenceRecord } from '../membership/records.js';
import { communityPartition, personPartition } from '../store/partitions.js';
import type { Finding } from './api.js';

interface Standing {
  readonly text: string;
  readonly ended: boolean;
}

/**
 * What other partitions repeat of communities: the cards of the catalogue and people's own lists of memberships. What
 * is still owed to them is no fault, and counts on cards may lag behind.
 */
export class CopiesCheck {
  readonly #cards = new Map<string, string>();
  /** `null` for communities that are in no catalogue. */
  readonly #listed = new Map<string, string | null>();
  readonly #memberships = new Map<string, Standing>();
  readonly #references = new Map<string, Standing>();
  readonly #owed = new Set<string>();

  take(partition: string, { collection, id, body }: StoredDoc): void {
    const [, home = ''] = partition.split('/');
    const is = <T>() => body as unknown as T;
    switch (collection) {
      case 'cards': {
        const card = is<CardRecord>();
        this.#cards.set(id, shown(card, card.archived));
        break;
      }
      case 'community': {
        const community = is<CommunityRecord>();
        const listed = community.visibility === 'private' ? null : shown(community, community.archivedAt !== null);
        this.#listed.set(community.id, listed);
        break;
      }
      case 'memberships':
        this.#memberships.set(`${home} ${id}`, standing(is<MembershipRecord>()));
        break;
      case 'references':
        this.#references.set(`${id} ${home}`, standing(is<ReferenceRecord>()));
        break;
      case 'outbox':
        this.#owed.add(`${partition} ${id}`);
    }
  }

  *findings(): Generator<Finding> {
    for (const id of new Set([...this.#cards.keys(), ...this.#listed.keys()])) {
      if (this.#owed.has(`${communityPartition(id)} card:it`)) continue;
      const [card, listed] = [this.#cards.get(id) ?? null, this.#listed.get(id) ?? null];
      if (card !== listed) {
        yield { partition: 'catalog', document: `cards/${id}`, what: `says ${card} instead of ${listed}` };
      }
    }
    for (const key of new Set([...this.#memberships.keys(), ...this.#references.keys()])) {
      const [communityId = '', personId = ''] = key.split(' ');
      if (this.#owed.has(`${communityPartition(communityId)} membership:${personId}`)) continue;
      const [told, holds] = [this.#references.get(key), this.#memberships.get(key)];
      // Of who was erased nothing is left that says what they once belonged to.
      if (!told && holds?.ended) continue;
      if (told?.text !== holds?.text) {
        const what = `says ${told?.text ?? 'nothing'} instead of ${holds?.text ?? 'nothing'}`;
        yield { partition: personPartition(personId), document: `references/${communityId}`, what };
      }
    }
  }
}

function shown(of: CardRecord | CommunityRecord, archived: boolean): string {
  const { name, purpose, type, visibility, joinPolicy, topics } = of;
  return JSON.stringify([name, purpose, type, visibility, joinPolicy, topics, archived]);
}

function standing({ state, roles, joinedAt }: MembershipRecord | ReferenceRecord): Standing {
  return { text: `${state} ${roles.join('+')} ${joinedAt}`, ended: endedStates.has(state) };
}
