import type { Operation } from '../operations/operation.js';
import { keepingPracticeOperations } from './keeping.js';
import { lineageOperations } from './lineage.js';
import { readingPracticeOperations } from './reading.js';
import { writingPracticeOperations } from './writing.js';

export const practiceOperations: readonly Operation[] = [
  ...writingPracticeOperations,
  ...readingPracticeOperations,
  ...keepingPracticeOperations,
  ...lineageOperations,
];
