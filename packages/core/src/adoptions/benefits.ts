import type { WriteContext } from '../operations/context.js';
import type { InputOf } from '../operations/operation.js';
import { conflict, tell } from '../practices/practice.js';
import { wake } from '../threads/post.js';
import type { AdoptionsApi } from './api.js';
import { type AdoptionRecord, adopters } from './records.js';
import { detailOf, findAdoption, putAdoption } from './states.js';

type In<K extends keyof AdoptionsApi> = InputOf<AdoptionsApi[K]>;

function refuseUnlessAtWork({ state }: AdoptionRecord): void {
  if (state !== 'adopted' && state !== 'sustained') {
    throw conflict('A benefit is claimed for what is in use: this adoption is not adopted.');
  }
}

export async function claimBenefit(
  context: WriteContext,
  { adoptionId, hours, note }: In<'claimBenefit'>,
): Promise<string> {
  const { adoption, practice, speaker } = await findAdoption(context, adoptionId);
  refuseUnlessAtWork(adoption);
  await wake(context);
  const benefit = { hours, note: note ?? null, at: context.now, corroboratedAt: null };
  await putAdoption(context, practice, adoption, { ...adoption, benefit });
  context.put(adopters, adoptionId, { ...speaker, claimantId: context.actor.id, corroboratorId: null });
  const { id, authorId, topics, stewardId } = practice;
  context.log({ verb: 'claim', object: id, target: authorId, topics, detail: { ...detailOf(adoption), ...hours } });
  for (const personId of new Set([speaker.adopterId, stewardId])) {
    tell(context, personId, `claim ${adoptionId} ${context.now}`, {
      type: 'benefit',
      object: id,
      actor: null,
      detail: { outcome: 'claimed', adoptionId, unit: adoption.unit },
    });
  }
  return adoptionId;
}

export async function corroborate(context: WriteContext, { adoptionId }: In<'corroborate'>): Promise<string> {
  const { adoption, practice, speaker } = await findAdoption(context, adoptionId);
  const { benefit } = adoption;
  refuseUnlessAtWork(adoption);
  if (benefit === null) throw conflict('Nobody has claimed a benefit of this adoption.');
  if (speaker.claimantId === context.actor.id) {
    throw conflict('You claimed this benefit yourself. Somebody else corroborates it.');
  }
  if (benefit.corroboratedAt !== null) throw conflict('This benefit is corroborated already.');
  await wake(context);
  const corroborated = { ...benefit, corroboratedAt: context.now };
  await putAdoption(context, practice, adoption, { ...adoption, benefit: corroborated });
  context.put(adopters, adoptionId, { ...speaker, corroboratorId: context.actor.id });
  const { id, topics } = practice;
  const detail = { ...detailOf(adoption), ...benefit.hours };
  context.log({ verb: 'corroborate', object: id, target: speaker.claimantId, topics, detail });
  tell(context, speaker.claimantId, `corroborate ${adoptionId} ${benefit.at}`, {
    type: 'benefit',
    object: id,
    actor: null,
    detail: { outcome: 'corroborated', adoptionId, unit: adoption.unit },
  });
  return adoptionId;
}
