import type { Subject } from '../inbox/subjects.js';
import { milestones, relations } from './records.js';

/** What inbox entries about mentoring lead to: a mentoring is called by its topic, which the entry says. */
export const mentoringSubjects: readonly Subject[] = [
  {
    prefix: 'mentoring-relation_',
    async describe(home, entries) {
      const found = await home.getMany(
        relations,
        entries.map(({ object }) => object),
      );
      return new Map(entries.flatMap(({ id }, at) => (found[at] ? [[id, { title: '', threadId: null }]] : [])));
    },
  },
  {
    prefix: 'mentoring-milestone_',
    async describe(home, entries) {
      const found = await home.getMany(
        milestones,
        entries.map(({ object }) => object),
      );
      return new Map(
        entries.flatMap(({ id }, at) => {
          const title = found[at]?.title;
          return title === undefined ? [] : [[id, { title, threadId: null }] as const];
        }),
      );
    },
  },
];
