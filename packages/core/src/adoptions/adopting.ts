import type { Verb } from '../activity/records.js';
import { CopkitError } from '../errors.js';
import type { WriteContext } from '../operations/context.js';
import type { InputOf } from '../operations/operation.js';
import { conflict, findPractice, refuseOutdated, tell } from '../practices/practice.js';
import type { PracticeRecord } from '../practices/records.js';
import { wake } from '../threads/post.js';
import type { AdoptionMode, AdoptionState, AdoptionsApi } from './api.js';
import { type AdoptionRecord, adopters, adoptionIdOf, adoptions } from './records.js';
import { detailOf, findAdoption, modeOf, putAdoption, refuseAbandoned, sustainableFrom } from './states.js';

type In<K extends keyof AdoptionsApi> = InputOf<AdoptionsApi[K]>;

function verbOf(state: AdoptionState, mode: AdoptionMode | null): 'consider' | 'try' | 'adopt' | 'adapt' | 'sustain' {
  if (state === 'considering') return 'consider';
  if (state === 'trial') return 'try';
  if (state === 'sustained') return 'sustain';
  return mode === 'adapted' ? 'adapt' : 'adopt';
}

function logAdoption(
  context: WriteContext,
  verb: Extract<Verb, 'consider' | 'try' | 'adopt' | 'adapt' | 'sustain' | 'upgrade'>,
  { id, authorId, topics }: PracticeRecord,
  adoption: AdoptionRecord,
): void {
  context.log({ verb, object: id, target: authorId, topics, detail: detailOf(adoption) });
}

/** Who cares for the practice hears that a unit works by it, and not who in it. */
function tellKeepers(context: WriteContext, practice: PracticeRecord, { id, unit, state }: AdoptionRecord): void {
  for (const personId of new Set([practice.authorId, practice.stewardId])) {
    tell(context, personId, `adoption ${id} ${state} ${context.now}`, {
      type: 'adoption',
      object: practice.id,
      actor: null,
      detail: { outcome: state, adoptionId: id, unit },
    });
  }
}

export async function adopt(context: WriteContext, input: In<'adopt'>): Promise<string> {
  const { actor, kit, now } = context;
  const practice = await findPractice(context, input.practiceId);
  const unit = actor.kind === 'person' ? await kit.people.unitOf(actor.id) : null;
  if (unit === null) throw conflict('Your profile names no unit. A practice is adopted by a unit.');
  if (unit === practice.unit) {
    throw conflict('This practice comes from your own unit, which cannot adopt it.', 'practiceId');
  }
  await refuseOutdated(context, practice, input.version);
  const id = adoptionIdOf(practice.id, unit);
  const earlier = await context.get(adoptions, id);
  if (earlier && earlier.state !== 'abandoned') {
    throw conflict(`Your unit has an adoption of this practice already (${id}). Advance that one.`, 'practiceId');
  }
  await wake(context);
  const state = input.state ?? 'adopted';
  if (state !== 'adopted' && (input.mode || input.forkId)) {
    throw new CopkitError('invalid', 'How it is adopted is said when it is.', 'mode');
  }
  const how = state === 'adopted' ? await modeOf(context, practice, unit, input) : { mode: null, forkId: null };
  const adoption: AdoptionRecord = {
    id,
    practiceId: practice.id,
    unit,
    version: practice.version,
    state,
    ...how,
    consideredAt: now,
    triedAt: state === 'trial' ? now : null,
    adoptedAt: state === 'adopted' ? now : null,
    sustainedAt: null,
    abandonedAt: null,
    abandonReason: null,
    benefit: null,
    updatedAt: now,
    origin: 'live',
  };
  context.put(adopters, id, { adopterId: actor.id, claimantId: null, corroboratorId: null });
  await putAdoption(context, practice, earlier, adoption);
  logAdoption(context, verbOf(state, adoption.mode), practice, adoption);
  tellKeepers(context, practice, adoption);
  return id;
}

const NEXT: Readonly<Record<AdoptionState, readonly AdoptionState[]>> = {
  considering: ['trial', 'adopted'],
  trial: ['adopted'],
  adopted: ['sustained'],
  sustained: [],
  abandoned: [],
};

export async function advance(context: WriteContext, input: In<'advance'>): Promise<string> {
  const { adoption, practice } = await findAdoption(context, input.adoptionId);
  const { to } = input;
  refuseAbandoned(adoption);
  if (!NEXT[adoption.state].includes(to)) {
    throw conflict(`An adoption that is ${adoption.state} cannot become ${to} next.`, 'to');
  }
  if (to !== 'adopted' && (input.mode || input.forkId)) {
    throw new CopkitError('invalid', 'How it is adopted is said when it is.', 'mode');
  }
  if (to === 'sustained') {
    const from = sustainableFrom(adoption.adoptedAt ?? context.now);
    if (context.now < from) {
      throw conflict(`Sustained means 90 days of use: this one counts from ${from.slice(0, 10)} on.`, 'to');
    }
  } else {
    await refuseOutdated(context, practice, adoption.version);
  }
  const changed: AdoptionRecord = {
    ...adoption,
    state: to,
    ...(to === 'adopted' ? await modeOf(context, practice, adoption.unit, input) : {}),
    ...(to === 'trial' ? { triedAt: context.now } : {}),
    ...(to === 'adopted' ? { adoptedAt: context.now } : {}),
    ...(to === 'sustained' ? { sustainedAt: context.now } : {}),
  };
  await putAdoption(context, practice, adoption, changed);
  logAdoption(context, verbOf(to, changed.mode), practice, changed);
  tellKeepers(context, practice, changed);
  return adoption.id;
}

export async function abandon(context: WriteContext, { adoptionId, reason }: In<'abandon'>): Promise<string> {
  const { adoption, practice } = await findAdoption(context, adoptionId);
  if (adoption.state === 'abandoned') throw conflict('This adoption was abandoned already.');
  const changed: AdoptionRecord = {
    ...adoption,
    state: 'abandoned',
    abandonedAt: context.now,
    abandonReason: reason ?? null,
  };
  await putAdoption(context, practice, adoption, changed);
  const { authorId: target, topics } = practice;
  const detail = { ...detailOf(adoption), from: adoption.state };
  context.log({ verb: 'abandon', object: practice.id, target, topics, detail });
  tellKeepers(context, practice, changed);
  return adoptionId;
}

export async function upgrade(context: WriteContext, { adoptionId, ...how }: In<'upgrade'>): Promise<string> {
  const { adoption, practice } = await findAdoption(context, adoptionId);
  refuseAbandoned(adoption);
  await refuseOutdated(context, practice);
  const works = adoption.state === 'adopted' || adoption.state === 'sustained';
  const told = how.mode !== undefined || how.forkId !== undefined;
  if (told && !works) throw new CopkitError('invalid', 'How it is adopted is said when it is.', 'mode');
  if (!told && adoption.version === practice.version) {
    throw conflict(`Your unit works by version ${practice.version} already, which is current.`);
  }
  const changed: AdoptionRecord = {
    ...adoption,
    version: practice.version,
    ...(told ? await modeOf(context, practice, adoption.unit, how) : {}),
  };
  await putAdoption(context, practice, adoption, changed);
  logAdoption(context, 'upgrade', practice, changed);
  return adoptionId;
}
