// One module per icon: the package's index is two thousand of them.
import atSignNode from 'lucide/dist/esm/icons/at-sign.mjs';
import bellNode from 'lucide/dist/esm/icons/bell.mjs';
import bellOffNode from 'lucide/dist/esm/icons/bell-off.mjs';
import checkNode from 'lucide/dist/esm/icons/check.mjs';
import chevronLeftNode from 'lucide/dist/esm/icons/chevron-left.mjs';
import chevronRightNode from 'lucide/dist/esm/icons/chevron-right.mjs';
import circleCheckNode from 'lucide/dist/esm/icons/circle-check.mjs';
import codeNode from 'lucide/dist/esm/icons/code.mjs';
import ellipsisNode from 'lucide/dist/esm/icons/ellipsis.mjs';
import smilePlusNode from 'lucide/dist/esm/icons/face-slightly-smiling-plus.mjs';
import handHeartNode from 'lucide/dist/esm/icons/hand-heart.mjs';
import italicNode from 'lucide/dist/esm/icons/italic.mjs';
import lightbulbNode from 'lucide/dist/esm/icons/lightbulb.mjs';
import linkNode from 'lucide/dist/esm/icons/link.mjs';
import listNode from 'lucide/dist/esm/icons/list.mjs';
import listOrderedNode from 'lucide/dist/esm/icons/list-ordered.mjs';
import lockNode from 'lucide/dist/esm/icons/lock.mjs';
import messageSquareNode from 'lucide/dist/esm/icons/message-square.mjs';
import partyPopperNode from 'lucide/dist/esm/icons/party-popper.mjs';
import pinNode from 'lucide/dist/esm/icons/pin.mjs';
import replyNode from 'lucide/dist/esm/icons/reply.mjs';
import searchNode from 'lucide/dist/esm/icons/search.mjs';
import textQuoteNode from 'lucide/dist/esm/icons/text-quote.mjs';
import thumbsUpNode from 'lucide/dist/esm/icons/thumbs-up.mjs';
import triangleAlertNode from 'lucide/dist/esm/icons/triangle-alert.mjs';
import crossNode from 'lucide/dist/esm/icons/x.mjs';
import type { IconNode } from './icon.js';

export const atSign: IconNode = atSignNode;
export const bell: IconNode = bellNode;
export const bellOff: IconNode = bellOffNode;
export const check: IconNode = checkNode;
export const chevronLeft: IconNode = chevronLeftNode;
export const chevronRight: IconNode = chevronRightNode;
export const circleCheck: IconNode = circleCheckNode;
export const code: IconNode = codeNode;
export const ellipsis: IconNode = ellipsisNode;
export const handHeart: IconNode = handHeartNode;
export const italic: IconNode = italicNode;
export const lightbulb: IconNode = lightbulbNode;
export const link: IconNode = linkNode;
export const list: IconNode = listNode;
export const listOrdered: IconNode = listOrderedNode;
export const lock: IconNode = lockNode;
export const messageSquare: IconNode = messageSquareNode;
export const partyPopper: IconNode = partyPopperNode;
export const pin: IconNode = pinNode;
export const reply: IconNode = replyNode;
export const search: IconNode = searchNode;
export const smilePlus: IconNode = smilePlusNode;
export const textQuote: IconNode = textQuoteNode;
export const thumbsUp: IconNode = thumbsUpNode;
export const triangleAlert: IconNode = triangleAlertNode;
export const cross: IconNode = crossNode;
/** As lucide draws it too, in versions before it left the set. */
export const bold: IconNode = [
  ['path', { d: 'M6 12h9a4 4 0 0 1 0 8H7a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1h7a4 4 0 0 1 0 8' }],
];
