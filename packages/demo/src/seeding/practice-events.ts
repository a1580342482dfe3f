import type { SampleAdoption, SampleFork, SamplePractice } from '../communities/sample-practice.js';
import { type Chronicle, DAY, idOf, timeOf } from './event.js';

/** A practice with its versions, adaptations and what units did with it. */
export function practiceEvents(practice: SamplePractice, chronicle: Chronicle): void {
  const { by, steward, kind, answer, subjects = [], reviewIn, approved, superseded } = practice;
  const key = `practice/${practice.key}`;
  const { title, context, problem, steps, topics } = practice;
  const reviewBy =
    reviewIn === undefined ? {} : { reviewBy: dayAfter(approved?.at ?? practice.at, reviewIn, chronicle) };

  chronicle.add(practice.at, key, async (world, once) => {
    const { practices } = world.as(by);
    const stewardId = idOf(world.people, steward);
    const told = { title, context, problem, steps, topics, subjects, stewardId, ...reviewBy, ...(kind && { kind }) };
    const { id } = answer
      ? await practices.fromReply({ replyId: chronicle.id(world, answer), ...told }, once)
      : await practices.create({ ...chronicle.here(world), ...told }, once);
    world.ids.set(chronicle.key(key), id);
  });
  if (approved) approval(key, approved, chronicle);
  for (const [number, { by: who, at, ...change }] of (practice.revised ?? []).entries()) {
    chronicle.add(at, `${key}/revise/${number + 2}`, (world, once) =>
      world.as(who).practices.revise({ practiceId: chronicle.id(world, key), ...change }, once),
    );
  }
  for (const [number, { by: who, at, note, reviewIn: next = 365 }] of (practice.confirmed ?? []).entries()) {
    chronicle.add(at, `${key}/confirm/${number + 1}`, (world, once) =>
      world
        .as(who)
        .practices.confirm(
          { practiceId: chronicle.id(world, key), note, reviewBy: dayAfter(at, next, chronicle) },
          once,
        ),
    );
  }
  if (superseded) {
    chronicle.add(superseded.at, `${key}/supersede`, (world, once) =>
      world.as(superseded.by).practices.supersede(
        {
          practiceId: chronicle.id(world, key),
          byPracticeId: chronicle.id(world, `practice/${superseded.practice}`),
        },
        once,
      ),
    );
  }
  for (const fork of practice.forks ?? []) forkEvents(key, fork, chronicle);
  for (const adoption of practice.adoptions ?? []) adoptionEvents(key, adoption, chronicle);
}

function dayAfter(moment: string, days: number, { now }: Chronicle): string {
  return new Date(Date.parse(timeOf(moment, now)) + days * DAY).toISOString().slice(0, 10);
}

function approval(key: string, { by, at }: { by: string; at: string }, chronicle: Chronicle): void {
  chronicle.add(at, `${key}/approve`, (world, once) =>
    world.as(by).practices.approve({ practiceId: chronicle.id(world, key) }, once),
  );
}

function forkEvents(of: string, fork: SampleFork, chronicle: Chronicle): void {
  const { key: name, by, at, approved, offered, merged, ...text } = fork;
  const key = `practice/${name}`;
  chronicle.add(at, key, async (world, once) => {
    const { id } = await world.as(by).practices.fork({ practiceId: chronicle.id(world, of), ...text }, once);
    world.ids.set(chronicle.key(key), id);
  });
  if (approved) approval(key, approved, chronicle);
  if (offered) {
    chronicle.add(offered.at, `${key}/offer`, (world, once) =>
      world.as(by).practices.offerBack({ practiceId: chronicle.id(world, key), note: offered.note }, once),
    );
  }
  if (merged) {
    chronicle.add(merged.at, `${key}/merge`, (world, once) =>
      world
        .as(merged.by)
        .practices.merge({ practiceId: chronicle.id(world, of), forkId: chronicle.id(world, key) }, once),
    );
  }
}

function adoptionEvents(of: string, adoption: SampleAdoption, chronicle: Chronicle): void {
  const { by, considered, tried, adopted, adapted, sustained, upgraded = [], abandoned, benefit } = adoption;
  const key = `${of}/adoption/${by}`;
  const first = considered ?? tried ?? adopted;
  if (first === undefined) throw new Error(`The sample does not say when the unit of ${by} took up ${of}.`);
  const state = considered ? 'considering' : tried ? 'trial' : 'adopted';
  const how = (world: Parameters<Chronicle['here']>[0]) =>
    adapted === undefined
      ? {}
      : adapted === true
        ? { mode: 'adapted' as const }
        : { forkId: chronicle.id(world, `practice/${adapted}`) };

  chronicle.add(first, key, async (world, once) => {
    const told = { practiceId: chronicle.id(world, of), state, ...(state === 'adopted' ? how(world) : {}) } as const;
    const { id } = await world.as(by).adoptions.adopt(told, once);
    world.ids.set(chronicle.key(key), id);
  });
  const steps = [
    ['trial', tried],
    ['adopted', adopted],
    ['sustained', sustained],
  ] as const;
  for (const [to, at] of steps) {
    if (at === undefined || at === first) continue;
    chronicle.add(at, `${key}/${to}`, (world, once) =>
      world
        .as(by)
        .adoptions.advance({ adoptionId: chronicle.id(world, key), to, ...(to === 'adopted' ? how(world) : {}) }, once),
    );
  }
  for (const [number, at] of upgraded.entries()) {
    chronicle.add(at, `${key}/upgrade/${number + 1}`, (world, once) =>
      world.as(by).adoptions.upgrade({ adoptionId: chronicle.id(world, key) }, once),
    );
  }
  if (benefit) {
    const { hours, note, corroborated } = benefit;
    chronicle.add(benefit.at, `${key}/benefit`, (world, once) =>
      world.as(by).adoptions.claimBenefit({ adoptionId: chronicle.id(world, key), hours, note }, once),
    );
    if (corroborated) {
      chronicle.add(corroborated.at, `${key}/corroborate`, (world, once) =>
        world.as(corroborated.by).adoptions.corroborate({ adoptionId: chronicle.id(world, key) }, once),
      );
    }
  }
  if (abandoned) {
    chronicle.add(abandoned.at, `${key}/abandon`, (world, once) =>
      world.as(by).adoptions.abandon({ adoptionId: chronicle.id(world, key), reason: abandoned.reason }, once),
    );
  }
}
