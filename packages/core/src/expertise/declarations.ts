import { knowledgeDeclarations } from '../knowledge/declarations.js';
import type { Declarations } from '../privacy/declaration.js';

const TO_WHO_FINDS_THEM =
  'To colleagues who may read a community that the person belongs to, unless the person is not listed';

/** How what the extension keeps concerns people. */
export const expertiseDeclarations: Declarations = {
  declarations: {
    title: 'Declared skills',
    purpose: 'Being found by what somebody says that they know',
    kept: 'A year from when it was last said, or until it is withdrawn or the person is erased',
    shown: TO_WHO_FINDS_THEM,
    fields: { text: ['note'], deed: ['at', 'expiresAt'], thing: ['topicId'] },
  },
  declaredSkills: {
    title: 'Declared skills, by community (technical)',
    purpose: 'Finding who declared a skill among the members of a community',
    kept: 'As long as the declaration and the membership',
    shown: TO_WHO_FINDS_THEM,
    fields: { author: ['personId'], deed: ['skills'] },
  },
  endorsements: {
    title: 'Endorsements',
    purpose: 'Being found by what colleagues say that somebody knows',
    kept: 'Until it is withdrawn, or one of both leaves the community or is erased',
    shown: 'To who may read the community, unless the endorsed is not listed or turned it down',
    fields: { author: ['endorserId'], person: ['personId'], deed: ['at', 'declined'], thing: ['topicId'] },
    unseen: ['declined'],
  },
  refusedEndorsements: {
    title: 'Endorsements that were turned down and taken back (technical)',
    purpose: 'Not bringing back by saying it again what somebody turned down',
    kept: 'As long as the community',
    shown: 'To nobody',
    none: 'A hash that says nothing to who does not know what was said.',
    fields: { thing: ['at'] },
  },
  disputes: {
    title: 'Objections to evidence',
    purpose: 'Not being found by a contribution that does not speak for its author',
    kept: 'Until it is taken back or the person is erased; also after they left, so that it does not count again',
    shown: 'To the person alone',
    fields: {
      author: ['personId'],
      text: ['reason'],
      deed: ['whole', 'topics', 'at'],
      thing: ['itemId'],
    },
  },
  ...knowledgeDeclarations,
  contributions: {
    title: 'Stories and events that speak for somebody',
    purpose: 'Being found by what somebody told or held',
    kept: 'As long as what an extension keeps of it',
    shown: 'In the community, to whoever may read it',
    fields: { author: ['personId'], text: ['title', 'text'], deed: ['kind', 'at'], thing: ['topics'] },
  },
  evidenceSnapshots: {
    title: 'What was made of evidence (technical)',
    purpose: 'Being ready after a restart without going through everything that was ever written',
    kept: 'Until something that it was made of is taken back, or it is made again',
    shown: 'To nobody',
    none: 'Says where what is kept was made.',
    fields: { thing: ['format', 'cursor', 'generation', 'chunks', 'rows'] },
  },
  evidenceChunks: {
    title: 'What was made of evidence, its parts (technical)',
    purpose: 'Being ready after a restart without going through everything that was ever written',
    kept: 'Until something that it was made of is taken back, or it is made again',
    shown: 'To nobody',
    none: 'Ids and words of what stands in the community, which is declared there.',
    fields: { thing: ['collection', 'rows'] },
  },
  escalations: {
    title: 'Where unanswered questions go',
    purpose: 'Telling facilitators or the line of questions that nobody answered',
    kept: 'As long as the organisation has them',
    shown: 'To administrators',
    none: 'A choice of the organisation.',
    fields: { thing: ['to'] },
  },
  unitLeads: {
    title: 'Leads of units',
    purpose: 'Telling the lead of a unit of questions of its people that nobody answered',
    kept: 'Until another is named or the person is erased',
    shown: 'To administrators',
    fields: { author: ['personId'], thing: ['unitId'] },
  },
};
