import arrowUpNode from 'lucide/dist/esm/icons/arrow-up.mjs';
import badgeCheckNode from 'lucide/dist/esm/icons/badge-check.mjs';
import bookOpenNode from 'lucide/dist/esm/icons/book-open.mjs';
import buildingNode from 'lucide/dist/esm/icons/building.mjs';
import externalLinkNode from 'lucide/dist/esm/icons/external-link.mjs';
import plusNode from 'lucide/dist/esm/icons/plus.mjs';
import trashNode from 'lucide/dist/esm/icons/trash.mjs';
import type { IconNode } from '../icon.js';

export const arrowUp: IconNode = arrowUpNode;
export const badgeCheck: IconNode = badgeCheckNode;
export const bookOpen: IconNode = bookOpenNode;
export const building: IconNode = buildingNode;
export const externalLink: IconNode = externalLinkNode;
export const plus: IconNode = plusNode;
export const trash: IconNode = trashNode;
