import type { ReadContext } from '../operations/context.js';
import { allows } from '../operations/policy.js';
import { practices } from '../practices/records.js';
import type { Adoption } from './api.js';
import { type AdopterRecord, type AdoptionRecord, adopters } from './records.js';
import { findAdoption, sustainableFrom } from './states.js';

/** As everybody sees them: of units. Who spoke for a unit is used for what the actor may do, and not shown. */
export async function adoptionViews(context: ReadContext, records: readonly AdoptionRecord[]): Promise<Adoption[]> {
  if (records.length === 0) return [];
  const { actor, kit } = context;
  const [found, speakers, units, unit] = await Promise.all([
    context.getMany(
      practices,
      records.map(({ practiceId }) => practiceId),
    ),
    context.getMany(
      adopters,
      records.map(({ id }) => id),
    ),
    kit.people.unitNames(),
    actor.kind === 'person' ? kit.people.unitOf(actor.id) : null,
  ]);
  return records.map((record, at) => {
    const practice = found[at];
    const speaker = speakers[at] ?? null;
    return {
      id: record.id,
      practiceId: record.practiceId,
      practiceTitle: practice?.title ?? '',
      unit: { id: record.unit, name: units.get(record.unit)?.name ?? record.unit },
      version: record.version,
      outdated: record.state !== 'abandoned' && record.version < (practice?.version ?? 0),
      state: record.state,
      mode: record.mode,
      forkId: record.forkId,
      consideredAt: record.consideredAt,
      triedAt: record.triedAt,
      adoptedAt: record.adoptedAt,
      sustainedAt: record.sustainedAt,
      sustainableFrom: record.adoptedAt === null ? null : sustainableFrom(record.adoptedAt).slice(0, 10),
      abandonedAt: record.abandonedAt,
      abandonReason: record.abandonReason,
      benefit: record.benefit,
      may: mayDo(context, record, speaker, unit),
    };
  });
}

export async function adoptionView(context: ReadContext, id: string): Promise<Adoption> {
  const { adoption } = await findAdoption(context, id);
  const [view] = await adoptionViews(context, [adoption]);
  return view as Adoption;
}

const works = ({ state }: AdoptionRecord): boolean => state === 'adopted' || state === 'sustained';

type Sense = (adoption: AdoptionRecord, speaker: AdopterRecord | null, actorId: string) => boolean;

/** Whether an operation makes sense on an adoption in its present state; who may call it is the policy's to say. */
const SENSIBLE: Readonly<Record<string, Sense>> = {
  'adoptions.advance': ({ state }) => state !== 'abandoned' && state !== 'sustained',
  'adoptions.abandon': ({ state }) => state !== 'abandoned',
  'adoptions.upgrade': ({ state }) => state !== 'abandoned',
  'adoptions.claimBenefit': works,
  'adoptions.corroborate': (adoption, speaker, actorId) =>
    works(adoption) && adoption.benefit?.corroboratedAt === null && speaker?.claimantId !== actorId,
};

function mayDo(context: ReadContext, record: AdoptionRecord, speaker: AdopterRecord | null, unit: string | null) {
  const { actor, community, membership, kit } = context;
  const owner = speaker?.adopterId === actor.id || unit === record.unit;
  return Object.entries(SENSIBLE).flatMap(([name, sensible]) => {
    const operation = kit.operations.get(name);
    if (!operation || community?.archivedAt || !sensible(record, speaker, actor.id)) return [];
    return allows(operation.allow, { actor, community, membership, owner }) ? [name] : [];
  });
}
