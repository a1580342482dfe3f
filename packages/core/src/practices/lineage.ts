import { CopkitError } from '../errors.js';
import type { WriteContext } from '../operations/context.js';
import type { InputOf } from '../operations/operation.js';
import type { PracticesApi } from './api.js';
import {
  conflict,
  findPractice,
  keepVersion,
  linkTo,
  putPractice,
  refuseOutdated,
  tell,
  withText,
} from './practice.js';
import { practices } from './records.js';
import { isPublished } from './standing.js';
import { tellUnits } from './telling.js';
import { file, fresh, unitOfActor } from './writing.js';

type In<K extends keyof PracticesApi> = InputOf<PracticesApi[K]>;

export async function fork(context: WriteContext, input: In<'fork'>): Promise<string> {
  const { practiceId, note, draft, ...told } = input;
  const original = await findPractice(context, practiceId);
  await refuseOutdated(context, original);
  const unit = await unitOfActor(context);
  if (unit === null) throw conflict('Your profile names no unit. A practice is adapted by a unit.');
  if (unit === original.unit) {
    throw conflict('This practice comes from your own unit. Revise it instead of adapting it.', 'practiceId');
  }
  const practice = fresh(context, {
    id: context.newId('practice'),
    kind: original.kind,
    ...withText(original, told),
    authorId: context.actor.id,
    unit,
    topics: original.topics,
    subjects: original.subjects,
    forkOf: { practiceId, version: original.version },
  });
  const filed = { ...(draft === undefined ? {} : { draft }), ...(note === undefined ? {} : { note }) };
  await file(context, practice, filed);
  const { authorId: target, topics, version } = original;
  context.log({ verb: 'fork', object: practice.id, inReplyTo: practiceId, target, topics, detail: { version, unit } });
  return practice.id;
}

export async function offerBack(context: WriteContext, { practiceId, note }: In<'offerBack'>): Promise<string> {
  const practice = await findPractice(context, practiceId);
  const { id, forkOf, unit, topics } = practice;
  if (forkOf === null) throw conflict('This practice is nobody else’s adaptation, so there is nowhere to offer it.');
  if (!isPublished(practice)) throw conflict('This adaptation is not published. Publish it before it is offered.');
  if (practice.offer?.state === 'open') throw conflict('This adaptation is offered already.');
  const original = await findPractice(context, forkOf.practiceId);
  if (!isPublished(original)) throw conflict(`${linkTo(original)} is ${original.state} and takes nothing over.`);
  putPractice(context, { ...practice, offer: { state: 'open', note: note ?? null, at: context.now } });
  context.log({
    verb: 'offer',
    object: id,
    inReplyTo: original.id,
    target: original.authorId,
    topics,
    detail: { version: practice.version, unit },
  });
  for (const personId of new Set([original.stewardId, original.authorId])) {
    tell(context, personId, `offer ${id} ${context.now}`, {
      type: 'improvement',
      object: id,
      actor: context.actor.id,
      detail: { outcome: 'offered', practiceId: original.id },
    });
  }
  return id;
}

export async function merge(context: WriteContext, input: In<'merge'>): Promise<string> {
  const { practiceId, forkId, note, ...told } = input;
  const original = await findPractice(context, practiceId);
  const adapted = await findPractice(context, forkId, 'forkId');
  if (adapted.forkOf?.practiceId !== original.id) {
    const of = adapted.forkOf ? await context.get(practices, adapted.forkOf.practiceId) : null;
    const whose = of ? `an adaptation of ${linkTo(of)}` : 'no adaptation at all';
    throw new CopkitError('invalid', `${linkTo(adapted)} is ${whose}, not of this practice.`, 'forkId');
  }
  if (!isPublished(original)) throw conflict(`This practice is ${original.state} and takes nothing over.`);
  if (adapted.offer?.state !== 'open')
    throw conflict('Nobody offers this adaptation. Ask its unit to offer it.', 'forkId');
  const { title } = original;
  const revised = putPractice(context, {
    ...original,
    ...withText({ ...adapted, title }, told),
    version: original.version + 1,
  });
  const { id, version, topics } = revised;
  keepVersion(context, revised, { note: note ?? adapted.offer.note, mergedFrom: adapted.id });
  putPractice(context, {
    ...adapted,
    offer: { ...adapted.offer, state: 'merged' },
    forkOf: { practiceId: id, version },
  });
  context.log({
    verb: 'merge',
    object: id,
    inReplyTo: adapted.id,
    target: adapted.authorId,
    topics,
    detail: { version, unit: adapted.unit },
  });
  for (const personId of new Set([adapted.stewardId, adapted.authorId])) {
    tell(context, personId, `merge ${id} ${version}`, {
      type: 'improvement',
      object: id,
      actor: context.actor.id,
      detail: { outcome: 'merged', version },
    });
  }
  await tellUnits(context, revised, { change: 'revised', version });
  return id;
}
