import { evaluation } from '@copkit/core/evaluation';
import { expertise } from '@copkit/core/expertise';
import { createMeasured, type MeasuredCommunity } from './measured.js';

/** A measured year of a community that is evaluated, too: a record of what worked, a stage with a target, an outcome. */
export const createEvaluated = async (): Promise<MeasuredCommunity> => {
  const community = await createMeasured([expertise(), evaluation()]);
  const { ada, id: communityId, seriesId } = community;
  const { id: ownerId } = await ada.people.getMe();
  await ada.realist.record({
    communityId,
    context: ['Rotors above 2 t', 'Sites that share a crane'],
    mechanism: {
      resource: 'A balancing guide that stands at the machine',
      reasoning: 'Technicians trust what peers tried.',
    },
    outcome: 'Rework after balancing fell within a quarter.',
    evidence: ['Orders reworked'],
    verdict: 'supports',
    theoryVersion: '2',
  });
  await ada.lifeCycle.decide({
    communityId,
    stage: 'maturing',
    reason: 'A core has formed, and answers come by themselves.',
  });
  await ada.lifeCycle.setTarget({
    communityId,
    stage: 'maturing',
    metric: 'answer-rate',
    target: 0.8,
    ownerId,
    due: '2026-06-30',
  });
  await ada.outcomes.assign({ seriesId, outcome: 'rework' });
  return community;
};
