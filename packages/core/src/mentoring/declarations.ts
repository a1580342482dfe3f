import type { Declarations } from '../privacy/declaration.js';

const TO_THE_TWO = 'To the two, and to facilitators; an open request also to who offers to mentor';

/** How what mentoring keeps concerns people. */
export const mentoringDeclarations: Declarations = {
  mentoringRelations: {
    title: 'Mentoring',
    purpose: 'Bringing who wants to learn together with who is willing to teach',
    kept: 'As long as the community; the words go with the person who is erased',
    shown: TO_THE_TWO,
    fields: {
      author: ['menteeId'],
      person: ['mentorId', 'proposal.mentorId'],
      text: ['goals'],
      deed: [
        'state',
        'wished',
        'proposal.mentorAgreed',
        'proposal.menteeAgreed',
        'proposal.at',
        'requestedAt',
        'acceptedAt',
        'startedAt',
        'endedAt',
        'endReason',
        'sessionsPlanned',
        'sessionsHeld',
      ],
      thing: ['id', 'topicId'],
    },
  },
  mentoringOffers: {
    title: 'Offers to mentor',
    purpose: 'Finding somebody who is willing to mentor',
    kept: 'Until it is withdrawn, or the person leaves the community or is erased',
    shown: 'To the members of the community',
    fields: { author: ['mentorId'], text: ['note'], deed: ['capacity', 'at'], thing: ['topics'] },
  },
  mentoringSessions: {
    title: 'Mentoring sessions',
    purpose: 'Planning when to meet, and counting how often it came about',
    kept: 'As long as the mentoring',
    shown: TO_THE_TWO,
    none: 'Days and minutes of a mentoring, whose two are declared there.',
    fields: { thing: ['id', 'relationId', 'state', 'day', 'minutes'] },
  },
  pairNotes: {
    title: 'Notes of a mentoring pair',
    purpose: 'Remembering what was agreed in a mentoring',
    kept: 'Until the author takes them back or is erased',
    shown: 'To the two, and to nobody else',
    fields: { author: ['authorId'], text: ['body'], deed: ['at'], thing: ['id', 'relationId'] },
  },
  competenceMilestones: {
    title: 'Milestones of competence',
    purpose: 'Saying what whoever works in the field should come to master',
    kept: 'As long as the community',
    shown: 'To the members of the community',
    none: 'What a community expects, of nobody in particular.',
    fields: { thing: ['id', 'title', 'description', 'topicId', 'definedAt', 'retired'] },
  },
  reachedMilestones: {
    title: 'Milestones that were declared',
    purpose: 'Seeing how soon newcomers come to master what they need, over all of them',
    kept: 'Until it is withdrawn or the person is erased',
    shown: 'To the person, their mentors and facilitators',
    fields: {
      author: ['personId'],
      person: ['decidedBy'],
      about: ['reason'],
      deed: ['state', 'declaredAt', 'decidedAt'],
      thing: ['milestoneId'],
    },
  },
};
