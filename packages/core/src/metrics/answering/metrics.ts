import { answerLoad, expertCoverage } from './answerers.js';
import { resolution } from './resolution.js';
import { communityOrEscalated, routingHitRate } from './routing.js';
import { backlog, customerResponse, newcomerGap } from './waiting-questions.js';

export const answering = {
  resolution,
  backlog,
  'newcomer-gap': newcomerGap,
  'community-or-escalated': communityOrEscalated,
  'routing-hit-rate': routingHitRate,
  'expert-coverage': expertCoverage,
  'answer-load': answerLoad,
  'customer-response': customerResponse,
};
