import type {
  SampleDecision,
  SampleEvaluation,
  SampleIdea,
  SampleRecord,
  SampleStory,
  SampleTarget,
} from '../communities/sample-evaluation.js';
import { type Chronicle, DAY, idOf, timeOf, type World } from './event.js';

/** An idea until somebody says what became of it. */
export function ideaEvents(idea: SampleIdea, chronicle: Chronicle): void {
  const { by, at, title, body, topics, problems, thread, approvedBy, decided, implemented } = idea;
  const key = `idea/${idea.key}`;
  const of = (world: World) => ({ ideaId: chronicle.id(world, key) });
  chronicle.add(at, key, async (world, once) => {
    const from = thread ? { threadId: chronicle.id(world, thread) } : {};
    const { id } = await world
      .as(by)
      .ideas.submit({ ...chronicle.here(world), title, body, topics, problems, ...from }, once);
    world.ids.set(chronicle.key(key), id);
  });
  for (const [number, who] of approvedBy.entries()) {
    const approve = (world: World, once: object) => world.as(who).ideas.vote({ ...of(world), approve: true }, once);
    chronicle.add(at, `${key}/approve/${who}`, approve, 55 + number * 190);
  }
  if (decided) {
    const { outcome, reason } = decided;
    chronicle.add(decided.at, `${key}/decide`, (world, once) =>
      world.as(decided.by).ideas.decide({ ...of(world), outcome, ...(reason && { reason }) }, once),
    );
  }
  if (implemented) {
    const { what, where } = implemented;
    const day = timeOf(implemented.at, chronicle.now).slice(0, 10);
    chronicle.add(implemented.at, `${key}/implement`, (world, once) =>
      world.as(implemented.by).ideas.implement({ ...of(world), what, where, day }, once),
    );
  }
}

/** A story with those who saw it, told where its author agreed. */
export function storyEvents(story: SampleStory, chronicle: Chronicle): void {
  const { by, at, title, topics, steps, confirmedBy, published } = story;
  const key = `story/${story.key}`;
  const of = (world: World) => ({ storyId: chronicle.id(world, key) });
  chronicle.add(at, key, async (world, once) => {
    const told = steps.map(({ evidence = [], ...step }) => ({
      ...step,
      evidence: evidence.map((each) => chronicle.id(world, each)),
    }));
    const { id } = await world.as(by).stories.create({ ...chronicle.here(world), title, topics, steps: told }, once);
    world.ids.set(chronicle.key(key), id);
  });
  if (confirmedBy.length > 0) {
    const invite = (world: World, once: object) => {
      const personIds = confirmedBy.map(({ who }) => idOf(world.people, who));
      return world.as(by).stories.invite({ ...of(world), personIds }, once);
    };
    chronicle.add(at, `${key}/invite`, invite, 30);
  }
  for (const { who, at: confirmed, note } of confirmedBy) {
    chronicle.add(confirmed, `${key}/confirm/${who}`, (world, once) =>
      world.as(who).stories.corroborate({ ...of(world), ...(note && { note }) }, once),
    );
  }
  if (!published) return;
  chronicle.add(published, `${key}/consent`, (world, once) =>
    world.as(by).stories.setConsent({ ...of(world), consent: true }, once),
  );
  const publish = (world: World, once: object) => world.as(by).stories.publish(of(world), once);
  chronicle.add(published, `${key}/publish`, publish, 45);
}

function recordEvents({ by, at, resource, reasoning, evidence, ...said }: SampleRecord, chronicle: Chronicle): void {
  chronicle.add(at, `record/${at}`, (world, once) => {
    const shown = evidence.map((each) => world.ids.get(chronicle.key(each)) ?? each);
    const record = { ...chronicle.here(world), ...said, mechanism: { resource, reasoning }, evidence: shown };
    return world.as(by).realist.record(record, once);
  });
}

function decisionEvents({ by, at, stage, reason }: SampleDecision, chronicle: Chronicle): void {
  chronicle.add(at, `stage/${at}`, (world, once) =>
    world.as(by).lifeCycle.decide({ ...chronicle.here(world), stage, reason }, once),
  );
}

function targetEvents({ by, at, owner, dueIn, ...target }: SampleTarget, chronicle: Chronicle): void {
  const due = new Date(Date.parse(timeOf(at, chronicle.now)) + dueIn * DAY).toISOString().slice(0, 10);
  chronicle.add(at, `target/${at}`, (world, once) =>
    world
      .as(by)
      .lifeCycle.setTarget({ ...chronicle.here(world), ...target, ownerId: idOf(world.people, owner), due }, once),
  );
}

/** What was judged of a community: what works for whom, in which stage it is, what it wants to reach. */
export function judgementEvents(
  { records, decisions, targets }: Pick<SampleEvaluation, 'records' | 'decisions' | 'targets'>,
  chronicle: Chronicle,
): void {
  for (const record of records) recordEvents(record, chronicle);
  for (const decision of decisions) decisionEvents(decision, chronicle);
  for (const target of targets) targetEvents(target, chronicle);
}
