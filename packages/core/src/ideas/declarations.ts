import type { Declarations } from '../privacy/declaration.js';

/** How what is kept of ideas concerns people. */
export const ideaDeclarations: Declarations = {
  ideas: {
    title: 'Ideas',
    purpose: 'Taking an idea from where it comes up to what becomes of it',
    kept: 'As long as the community; its text until it is taken back',
    shown: 'In the community, to whoever may read it',
    fields: {
      author: ['authorId'],
      person: ['decision.by', 'implementation.by'],
      text: ['title', 'body', 'problems[]', 'decision.reason', 'implementation.what', 'implementation.where'],
      deed: ['at', 'state', 'decision.at', 'implementation.day'],
      thing: ['id', 'topics', 'originThreadId', 'threadId', 'approvals'],
    },
  },
  ideaVotes: {
    title: 'Approvals of ideas',
    purpose: 'Counting each person once',
    kept: 'Until it is taken back, or the person is erased',
    shown: 'To the person alone; to others how many there are',
    fields: { author: ['voterId'], deed: ['at'], thing: ['ideaId'] },
  },
};
