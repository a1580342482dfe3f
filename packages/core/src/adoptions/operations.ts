import type { Operation } from '../operations/operation.js';
import { adoptingOperations } from './adopting.js';
import { benefitOperations } from './benefits.js';
import { readingAdoptionOperations } from './reading.js';

export const adoptionOperations: readonly Operation[] = [
  ...adoptingOperations,
  ...benefitOperations,
  ...readingAdoptionOperations,
];
