import type { Practice } from '@copkit/core';
import type { TestCommunity } from './community.js';

export const PROCEDURE = {
  key: 'procedure:OP-114',
  title: 'Balancing of rotors on site',
  url: 'https://intranet.example.org/op/114',
};

/** Bruno's question about a procedure, and Ada's answer with steps, which he accepts. */
export const answer = async ({ id: communityId, ada, bruno, wait }: TestCommunity) => {
  const { id: threadId } = await bruno.threads.start({
    communityId,
    kind: 'question',
    title: 'Vibration at half the running speed',
    body: 'Since we changed the bearings the shaft vibrates at **0.48x**, with 60 µm at the drive end.',
    topics: ['vibration', 'bearings'],
    subject: PROCEDURE,
  });
  wait(30);
  const { id: replyId } = await ada.threads.reply({
    threadId,
    body: 'Sleeve bearings above 3,000 rpm, lightly loaded:\n\n1. Look whether the component moves with the speed.\n2. Raise the oil temperature by **5 K**, one degree in ten minutes.\n3. Where that helps, shorten the bearing by a tenth.',
  });
  await bruno.threads.accept({ replyId });
  return { threadId, replyId };
};

/** The practice that Ada makes of her accepted answer. It comes from Turbines, and she looks after it. */
export const makePractice = async (
  community: TestCommunity,
): Promise<{ readonly practice: Practice; readonly threadId: string; readonly replyId: string }> => {
  const { threadId, replyId } = await answer(community);
  const practice = await community.ada.practices.fromReply({ replyId, title: 'Cure oil whirl with warmer oil' });
  return { practice, threadId, replyId };
};
