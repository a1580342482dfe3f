import pMap from 'p-map';
import type { ReadContext } from '../operations/context.js';
import { personPartition } from '../store/partitions.js';
import { reader } from '../store/reader.js';
import type { Bounded } from './choosing.js';
import type { DeclaredSkill, Endorsed, Sought } from './claims.js';
import type { CommunityEvidence } from './evidence.js';
import { declared, endorsed, endorsement } from './formulas.js';
import { type Contribution, Expertise, highest, sumOf } from './ranking.js';
import type { SettingsRecord } from './records.js';
import { counts, settingsOf } from './willing.js';

/** Communities whose evidence is gathered at the same time. */
const AT_ONCE = 8;

/** What somebody comes to, and of what. `score` is the sum of the points of all contributions and of the two others. */
export interface Scored {
  readonly score: number;
  /** In no particular order. */
  readonly contributions: readonly Contribution[];
  /** What the contributions come to. */
  readonly inferred: number;
  readonly declared: { readonly points: number; readonly skills: readonly DeclaredSkill[] } | null;
  readonly endorsed: { readonly points: number; readonly by: readonly Endorsed[] } | null;
}

const hides = ({ hiddenTopics }: SettingsRecord, topicId: string) => hiddenTopics.includes(topicId);

const later = (one: Endorsed | null, other: Endorsed): Endorsed => (one && one.at >= other.at ? one : other);

/** Who knows about what was looked for, as far as some communities tell. */
export class Knowledge {
  readonly #now: number;
  readonly #skills = new Map<string, DeclaredSkill[]>();
  /** By person and by colleague, whatever communities they have in common. Of each colleague one counts. */
  readonly #endorsements = new Map<string, Map<string, Endorsed[]>>();

  constructor(
    readonly context: ReadContext,
    communities: readonly CommunityEvidence[],
    sought: Sought,
    readonly people: Expertise,
  ) {
    this.#now = Date.parse(context.now);
    for (const { claims, standings } of communities) {
      const { participants } = standings;
      for (const [personId, skills] of claims.declaredOn(sought, this.#now)) {
        if (participants.has(personId)) this.#skills.set(personId, [...(this.#skills.get(personId) ?? []), ...skills]);
      }
      for (const [personId, endorsements] of claims.endorsedOn(sought, context.actor.id)) {
        if (!participants.has(personId)) continue;
        const known = this.#endorsements.get(personId) ?? new Map<string, Endorsed[]>();
        this.#endorsements.set(personId, known);
        for (const each of endorsements) {
          if (!participants.has(each.endorserId)) continue;
          known.set(each.endorserId, [...(known.get(each.endorserId) ?? []), each]);
        }
      }
    }
  }

  /** Who has evidence or declared it, and what they come to if nobody hid anything. */
  candidates(): Bounded[] {
    const found: Bounded[] = [];
    this.people.each((personId, score) => {
      found.push({ personId, atMost: this.#atMost(personId, score), tie: '' });
    });
    for (const personId of this.#skills.keys()) {
      if (!this.people.has(personId)) found.push({ personId, atMost: this.#atMost(personId, 0), tie: '' });
    }
    return found;
  }

  #atMost(personId: string, inferred: number): number {
    const rest = inferred + (this.#skills.has(personId) ? declared(inferred) : 0);
    let said = 0;
    for (const [endorserId, all] of this.#endorsements.get(personId) ?? []) {
      const known = this.people.of(endorserId);
      said += Math.max(...all.map((each) => endorsement({ ...each, expertise: known }, this.#now)));
    }
    return rest + endorsed(rest, said);
  }

  /** Exactly, with what they hid left out. `null` where nothing is left. */
  async scored(personId: string, settings: SettingsRecord): Promise<Scored | null> {
    const contributions = this.#counting(personId, settings);
    const skills = (this.#skills.get(personId) ?? []).filter(({ topicId }) => !hides(settings, topicId));
    if (contributions.length === 0 && skills.length === 0) return null;
    const inferred = sumOf(contributions);
    const own = skills.length > 0 ? { points: declared(inferred), skills } : null;
    const rest = inferred + (own?.points ?? 0);
    const said = Array.from(this.#endorsements.get(personId)?.values() ?? [], (all) =>
      all.filter(({ topicId }) => !hides(settings, topicId)).reduce<Endorsed | null>(later, null),
    ).filter((each) => each !== null);
    const heard = (await Promise.all(said.map((each) => this.#heard(each)))).filter((each) => each !== null);
    const worth = heard.reduce((sum, { points }) => sum + points, 0);
    const others = heard.length > 0 ? { points: endorsed(rest, worth), by: heard.map(({ by }) => by) } : null;
    return { score: rest + (others?.points ?? 0), contributions, inferred, declared: own, endorsed: others };
  }

  /** What somebody's contributions come to, without what they hid. */
  inferred(personId: string, settings: SettingsRecord): number {
    return sumOf(this.#counting(personId, settings));
  }

  #counting(personId: string, settings: SettingsRecord): readonly Contribution[] {
    const all = this.people.contributionsOf(personId);
    return settings.hiddenTopics.length === 0 ? all : all.filter(({ item }) => counts(settings, item));
  }

  /** A colleague's word as it counts; `null` from who does not let themselves be found. */
  async #heard(by: Endorsed): Promise<{ readonly by: Endorsed; readonly points: number } | null> {
    const { kit } = this.context;
    const [record, settings] = await Promise.all([
      kit.people.record(by.endorserId),
      settingsOf(reader(kit.storage, personPartition(by.endorserId)), kit.topics),
    ]);
    if (record?.name == null || settings.consent === 'unlisted') return null;
    const known = hides(settings, by.topicId) ? [] : this.#counting(by.endorserId, settings);
    return { by, points: endorsement({ ...by, expertise: sumOf(known) }, this.#now) };
  }
}

/** All that speaks for people in some communities, as it is committed now. */
export async function evidenceIn(
  { kit, signal }: ReadContext,
  communityIds: readonly string[],
): Promise<readonly CommunityEvidence[]> {
  const engine = await kit.experts.engine();
  return pMap(communityIds, (id) => engine.evidenceOf(id), { concurrency: AT_ONCE, signal });
}

/** What it tells about what is looked for. */
export function knowledgeOf(
  context: ReadContext,
  communities: readonly CommunityEvidence[],
  sought: Sought,
): Knowledge {
  const found = communities.map((evidence) => evidence.search(sought.words, sought.topics, sought.isKnown));
  const people = new Expertise(found, highest(...found), Date.parse(context.now));
  return new Knowledge(context, communities, sought, people);
}

export async function knowledgeIn(
  context: ReadContext,
  communityIds: readonly string[],
  sought: Sought,
): Promise<Knowledge> {
  return knowledgeOf(context, await evidenceIn(context, communityIds), sought);
}
