import type { WriteContext } from '../../index.js';
import { stageTargets } from '../../life-cycle/records.js';
import { cmoConfigurations } from '../../realist/records.js';
import { type StoryRecord, stories } from '../../stories/records.js';
import { surveyAnswers, surveyTurnout, surveyWaves, type WaveRecord } from '../../surveys/records.js';

/** Stories of one person, surveys, and what those who answer for a community write. */
export interface ToldOf {
  readonly draftStoryId: string;
  /** Of somebody else, who asks them. */
  readonly askedStoryId: string;
  /** Corroborated, with their consent. */
  readonly readyStoryId: string;
  readonly publishedStoryId: string;
  readonly plannedWaveId: string;
  readonly openWaveId: string;
  readonly closedWaveId: string;
  readonly cmoId: string;
  readonly targetId: string;
}

const LONG_AGO = '2025-06-01T09:00:00.000Z';

/** Ids alone where there is no extension for it. */
export function putTold(context: WriteContext, ownerId: string): ToldOf {
  const found: ToldOf = {
    draftStoryId: context.newId('stories-story'),
    askedStoryId: context.newId('stories-story'),
    readyStoryId: context.newId('stories-story'),
    publishedStoryId: context.newId('stories-story'),
    plannedWaveId: context.newId('surveys-wave'),
    openWaveId: context.newId('surveys-wave'),
    closedWaveId: context.newId('surveys-wave'),
    cmoId: context.newId('realist-record'),
    targetId: context.newId('lifecycle-target'),
  };
  if (!context.kit.collections.has(stories.name)) return found;
  const story = (id: string, more: Partial<StoryRecord>) =>
    context.put(stories, id, {
      id,
      authorId: ownerId,
      title: 'How we stopped the hum',
      topics: [],
      steps: [{ cycle: 'immediate', text: 'We met.', evidence: [] }],
      corroborators: [],
      state: 'draft',
      consentAt: null,
      createdAt: LONG_AGO,
      updatedAt: LONG_AGO,
      publishedAt: null,
      ...more,
    });
  const agreed = { state: 'corroborated', consentAt: LONG_AGO } as const;
  story(found.draftStoryId, {});
  const asked = { personId: ownerId, state: 'invited', note: null } as const;
  story(found.askedStoryId, { authorId: `p_0author${ownerId.slice(-10)}`, corroborators: [asked] });
  story(found.readyStoryId, agreed);
  story(found.publishedStoryId, { ...agreed, state: 'published', publishedAt: LONG_AGO });
  const wave = (id: string, state: WaveRecord['state']) => {
    const items = [{ text: 'We say what we think.', dimension: 'trust', reversed: false }];
    const what = { instrumentId: 'instrument_0000000000000000', kind: 'own', title: 'Trust', scale: 7, items } as const;
    context.put(surveyWaves, id, {
      ...what,
      items,
      id,
      state,
      plannedOn: '2026-01-01',
      until: '2026-02-01',
      asked: state === 'closed' ? 5 : null,
    });
    context.put(surveyTurnout, id, { personIds: [] });
    context.put(surveyAnswers, id, { answers: [] });
  };
  wave(found.plannedWaveId, 'planned');
  wave(found.openWaveId, 'open');
  wave(found.closedWaveId, 'closed');
  context.put(cmoConfigurations, found.cmoId, {
    id: found.cmoId,
    context: ['Two shifts'],
    mechanism: { resource: 'A weekly call', reasoning: 'Asking costs nothing there' },
    outcome: 'Questions are asked earlier',
    evidence: ['Minutes of the call'],
    verdict: 'supports',
    theoryVersion: '1',
    by: ownerId,
    at: LONG_AGO,
    revisedAt: null,
  });
  const target = { stage: 'maturing', metric: 'answer-rate', target: 0.6, direction: 'at-least' } as const;
  context.put(stageTargets, found.targetId, {
    ...target,
    id: found.targetId,
    ownerId,
    due: '2026-06-30',
    by: ownerId,
    at: LONG_AGO,
  });
  return found;
}
