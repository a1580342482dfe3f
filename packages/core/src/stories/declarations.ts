import type { Declarations } from '../privacy/declaration.js';

/** How stories concern people. */
export const storiesDeclarations: Declarations = {
  stories: {
    title: 'Stories of value',
    purpose: 'Showing what taking part in a community led to, in the words of who lived it',
    kept: 'As long as the community; withdrawn ones for their author alone',
    shown:
      'Published ones to whoever may read the community, with who confirmed them; before, to the author and who is asked to confirm',
    fields: {
      author: ['authorId'],
      person: ['corroborators[].personId'],
      text: ['title', 'steps[].text'],
      about: ['corroborators[].note'],
      deed: ['corroborators[].state', 'state', 'consentAt', 'createdAt', 'updatedAt', 'publishedAt'],
      thing: ['id', 'topics', 'steps[].cycle', 'steps[].evidence'],
    },
  },
};
