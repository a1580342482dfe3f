import { collection } from '../store/collection.js';
import type { Subject } from './api.js';
import { subject } from './schemas.js';

/** What pages threads and practices of a community are about. Id: `subjectId` of the key. */
export const subjects = collection<Subject>({
  name: 'subjects',
  home: 'community',
  audience: 'readers',
  schema: subject,
});
