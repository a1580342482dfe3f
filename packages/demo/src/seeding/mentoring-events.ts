import type { SampleEvaluation, SampleMentoring } from '../communities/sample-evaluation.js';
import { momentOf } from '../generated/calendar.js';
import { courseOf, type MentoringCourse } from '../generated/mentoring.js';
import { type Chronicle, DAY, idOf, timeOf, type World } from './event.js';

const ROOM = 4;

type Of = Pick<SampleEvaluation, 'mentors' | 'milestones' | 'mentorings'>;

/** Who offers to mentor, what there is to be mastered, and how each mentoring went. */
export function mentoringEvents(founder: string, founded: string, of: Of, chronicle: Chronicle, seed: number): void {
  const { mentors, milestones, mentorings } = of;
  for (const { who, at, topics, note } of mentors) {
    chronicle.add(at, `mentor/${who}`, (world, once) =>
      world.as(who).mentoring.offer({ ...chronicle.here(world), topics, capacity: ROOM, ...(note && { note }) }, once),
    );
  }
  for (const [number, milestone] of milestones.entries()) {
    const key = `milestone/${number}`;
    const define = async (world: World, once: object) => {
      const { id } = await world
        .as(founder)
        .mentoring.defineMilestone({ ...chronicle.here(world), ...milestone }, once);
      world.ids.set(chronicle.key(key), id);
    };
    chronicle.add(founded, key, define, 26 * 24 * 60 + number);
  }
  for (const mentoring of mentorings) oneMentoring(founder, mentoring, milestones.length, chronicle, seed);
}

function oneMentoring(
  founder: string,
  mentoring: SampleMentoring,
  milestones: number,
  chronicle: Chronicle,
  seed: number,
): void {
  const { mentee, mentor, asked, topic, goals, wished } = mentoring;
  const key = `mentoring/${mentee}`;
  chronicle.add(asked, key, async (world, once) => {
    const wish = wished && mentor ? { mentorId: idOf(world.people, mentor) } : {};
    const { id } = await world.as(mentee).mentoring.request({ ...chronicle.here(world), topic, goals, ...wish }, once);
    world.ids.set(chronicle.key(key), id);
  });
  if (!mentor) return;
  const course = courseOf(mentoring, milestones, chronicle.now, seed);
  const of = (world: World) => ({ relationId: chronicle.id(world, key) });
  const happens = happening(chronicle, key);
  if (wished === 'declined') {
    happens(course.matchedAt, 'decline', (world, once) => world.as(mentor).mentoring.decline(of(world), once));
    return;
  }
  if (!wished) {
    happens(course.proposedAt, 'propose', (world, once) =>
      world.as(founder).mentoring.propose({ ...of(world), mentorId: idOf(world.people, mentor) }, once),
    );
    if (mentor !== founder)
      happens(course.matchedAt - DAY / 96, 'accept', (world, once) =>
        world.as(mentor).mentoring.accept(of(world), once),
      );
    happens(course.matchedAt, 'agree', (world, once) => world.as(mentee).mentoring.accept(of(world), once));
  } else happens(course.matchedAt, 'accept', (world, once) => world.as(mentor).mentoring.accept(of(world), once));
  meetings(mentoring, mentor, course, chronicle);
  mastery(mentee, mentor, course, chronicle);
}

type Happens = (at: number, what: string, run: (world: World, once: object) => Promise<unknown>) => void;

/** What would come after the end has not happened yet. */
function happening(chronicle: Chronicle, key: string): Happens {
  return (at, what, run) => {
    if (at < chronicle.now.getTime()) chronicle.add(momentOf(at, chronicle.now), `${key}/${what}`, run);
  };
}

function meetings(
  { mentee, endedEarly }: SampleMentoring,
  mentor: string,
  course: MentoringCourse,
  chronicle: Chronicle,
): void {
  const key = `mentoring/${mentee}`;
  const happens = happening(chronicle, key);
  const of = (world: World) => ({ relationId: chronicle.id(world, key) });
  for (const [number, { plannedAt, at, minutes }] of course.meetings.entries()) {
    const session = `${key}/session/${number}`;
    const day = timeOf(momentOf(at, chronicle.now), chronicle.now).slice(0, 10);
    happens(Math.max(plannedAt, course.matchedAt + DAY / 24), `plan/${number}`, async (world, once) => {
      const { id } = await world.as(mentee).mentoring.planSession({ ...of(world), day }, once);
      world.ids.set(chronicle.key(session), id);
    });
    happens(at, `meet/${number}`, (world, once) => {
      const sessionId = chronicle.id(world, session);
      if (minutes === null) return world.as(mentor).mentoring.cancelSession({ sessionId }, once);
      return world.as(mentor).mentoring.holdSession({ ...of(world), day, minutes, sessionId }, once);
    });
  }
  happens(course.endsAt, 'end', (world, once) =>
    endedEarly
      ? world.as(mentee).mentoring.endEarly({ ...of(world), reason: endedEarly }, once)
      : world.as(mentee).mentoring.complete(of(world), once),
  );
}

function mastery(mentee: string, mentor: string, { mastered }: MentoringCourse, chronicle: Chronicle): void {
  for (const { milestone, declaredAt, putOffAt, confirmedAt } of mastered) {
    const happens = happening(chronicle, `mentoring/${mentee}/milestone/${milestone}`);
    const of = (world: World) => ({ milestoneId: chronicle.id(world, `milestone/${milestone}`) });
    const theirs = (world: World) => ({ ...of(world), personId: idOf(world.people, mentee) });
    const declare = (world: World, once: object) => world.as(mentee).mentoring.declareMilestone(of(world), once);
    happens(declaredAt, 'declare', declare);
    if (putOffAt !== null) {
      const reason = 'Once more together, then alone.';
      happens(putOffAt, 'not-yet', (world, once) =>
        world.as(mentor).mentoring.putOffMilestone({ ...theirs(world), reason }, once),
      );
      happens(confirmedAt - DAY / 12, 'again', declare);
    }
    happens(confirmedAt, 'confirm', (world, once) => world.as(mentor).mentoring.confirmMilestone(theirs(world), once));
  }
}
