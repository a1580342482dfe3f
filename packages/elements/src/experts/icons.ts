import fileTextNode from 'lucide/dist/esm/icons/file-text.mjs';
import userPenNode from 'lucide/dist/esm/icons/user-round-pen.mjs';
import type { IconNode } from '../icon.js';

export const fileText: IconNode = fileTextNode;
export const userPen: IconNode = userPenNode;
