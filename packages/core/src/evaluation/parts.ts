import { ideas } from '../ideas/ideas.js';
import { ledger } from '../ledger/ledger.js';
import { mentoring } from '../mentoring/mentoring.js';
import type { Part } from './part.js';

/** Each folder that keeps records to evaluate a community by; another is another line. */
export const parts: readonly Part[] = [mentoring, ideas, ledger];
