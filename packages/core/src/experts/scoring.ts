import pMap from 'p-map';
import type { ReadContext } from '../operations/context.js';
import { personPartition } from '../store/partitions.js';
import { reader } from '../store/reader.js';
import type { DeclaredSkill, Endorsed, Sought } from './claims.js';
import type { CommunityEvidence } from './evidence.js';
import { declared, endorsed, endorsement } from './formulas.js';
import { type Contribution, type Expertise, expertise, highest, sumOf } from './ranking.js';
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

/** Who knows about what was looked for, as far as some communities tell. */
export class Knowledge {
  readonly #endorsements = new Map<string, readonly Endorsed[]>();

  constructor(
    readonly context: ReadContext,
    readonly communities: readonly CommunityEvidence[],
    readonly sought: Sought,
    /** E of everybody with evidence. */
    readonly people: ReadonlyMap<string, Expertise>,
  ) {}

  /** Who has evidence, and who declared it. */
  candidates(): Iterable<string> {
    const found = new Set(this.people.keys());
    for (const { claims } of this.communities) {
      for (const personId of claims.people()) if (this.#skillsOf(personId).length > 0) found.add(personId);
    }
    return found;
  }

  /** What somebody comes to if they hid nothing, and neither did who endorsed them. */
  atMost(personId: string): number {
    const inferred = this.people.get(personId)?.score ?? 0;
    const rest = inferred + (this.#skillsOf(personId).length > 0 ? declared(inferred) : 0);
    const endorsements = this.#endorsementsOf(personId);
    if (endorsements.length === 0) return rest;
    const now = Date.parse(this.context.now);
    const most = endorsements.map((each) =>
      endorsement({ ...each, expertise: this.people.get(each.endorserId)?.score ?? 0 }, now),
    );
    return (
      rest +
      endorsed(
        rest,
        most.reduce((sum, points) => sum + points, 0),
      )
    );
  }

  /** Exactly, with what they hid left out. `null` where nothing is left. */
  async scored(personId: string, settings: SettingsRecord): Promise<Scored | null> {
    const contributions = (this.people.get(personId)?.contributions ?? []).filter(({ item }) => counts(settings, item));
    const skills = this.#skillsOf(personId).filter(({ topicId }) => !hides(settings, topicId));
    if (contributions.length === 0 && skills.length === 0) return null;
    const inferred = sumOf(contributions);
    const own = skills.length > 0 ? { points: declared(inferred), skills } : null;
    const rest = inferred + (own?.points ?? 0);
    const said = this.#endorsementsOf(personId).filter(({ topicId }) => !hides(settings, topicId));
    const heard = (await Promise.all(said.map((each) => this.#heard(each)))).filter((each) => each !== null);
    const others =
      heard.length > 0
        ? {
            points: endorsed(
              rest,
              heard.reduce((sum, { points }) => sum + points, 0),
            ),
            by: heard.map(({ by }) => by),
          }
        : null;
    return { score: rest + (others?.points ?? 0), contributions, inferred, declared: own, endorsed: others };
  }

  /** A colleague's word as it counts; `null` from who left, or does not let themselves be found. */
  async #heard(by: Endorsed): Promise<{ readonly by: Endorsed; readonly points: number } | null> {
    const { kit, now } = this.context;
    const [record, settings] = await Promise.all([
      kit.people.record(by.endorserId),
      settingsOf(reader(kit.storage, personPartition(by.endorserId))),
    ]);
    if (record?.name == null || settings.consent === 'unlisted') return null;
    const own = this.people.get(by.endorserId)?.contributions ?? [];
    const known = hides(settings, by.topicId) ? [] : own.filter(({ item }) => counts(settings, item));
    return { by, points: endorsement({ ...by, expertise: sumOf(known) }, Date.parse(now)) };
  }

  #skillsOf(personId: string): DeclaredSkill[] {
    const now = Date.parse(this.context.now);
    return this.communities.flatMap(({ claims, standings }) =>
      standings.participants.has(personId) ? claims.declaredBy(personId, this.sought, now) : [],
    );
  }

  /** Of each colleague one, in whatever community it weighs most. */
  #endorsementsOf(personId: string): readonly Endorsed[] {
    const known = this.#endorsements.get(personId);
    if (known) return known;
    const byEndorser = new Map<string, Endorsed>();
    for (const { claims, standings } of this.communities) {
      if (!standings.participants.has(personId)) continue;
      for (const each of claims.endorsementsOf(personId, this.sought)) {
        const other = byEndorser.get(each.endorserId);
        if (standings.participants.has(each.endorserId) && (!other || other.at < each.at))
          byEndorser.set(each.endorserId, each);
      }
    }
    const found = [...byEndorser.values()];
    this.#endorsements.set(personId, found);
    return found;
  }
}

/** What is known in some communities about what is looked for. */
export async function knowledgeIn(
  context: ReadContext,
  communityIds: readonly string[],
  sought: Sought,
): Promise<Knowledge> {
  const engine = await context.kit.experts.engine();
  const communities = await pMap(communityIds, (id) => engine.evidenceOf(id), {
    concurrency: AT_ONCE,
    signal: context.signal,
  });
  const found = communities.map((evidence) => evidence.search(sought.words, sought.topics));
  const people = expertise(found, highest(...found), Date.parse(context.now));
  return new Knowledge(context, communities, sought, people);
}
