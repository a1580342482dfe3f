import { expertise } from '@copkit/core/expertise';
import { createCommunity, type TestCommunity } from './community.js';

export interface ExpertCommunity extends TestCommunity {
  /** Of the question that Ada answered. */
  readonly threadId: string;
  readonly answerId: string;
  readonly adaId: string;
}

/** A community in which Ada answered a question about bearings, whose server keeps profiles. */
export const createExperts = async (): Promise<ExpertCommunity> => {
  const community = await createCommunity({}, 4, [expertise()]);
  const { id: communityId, ada, bruno } = community;
  const { id: threadId } = await bruno.threads.start({
    communityId,
    kind: 'question',
    title: 'Bearing runs hot',
    body: 'Since the oil change.',
    topics: ['bearings'],
  });
  const { id: answerId } = await ada.threads.reply({ threadId, body: 'Check the clearance of the bearing.' });
  await bruno.threads.accept({ replyId: answerId });
  return { ...community, threadId, answerId, adaId: (await ada.people.getMe()).id };
};
