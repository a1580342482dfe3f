import { communityIdOf } from '../identity/ids.js';
import type { Effect } from '../operations/effects.js';
import { UNITS } from '../store/partitions.js';
import { surveyReleases, surveyWaves } from './records.js';

export const RELEASED = 'surveys.released';

/** Notes for the organisation which wave of a community is its last one. */
export const releasedEffect: Effect = {
  type: RELEASED,
  async deliver(kit, _partition, payload, home) {
    const waveId = String(payload.waveId);
    const wave = await home.get(surveyWaves, waveId);
    if (wave?.state !== 'released') return;
    const { instrumentId, until } = wave;
    const communityId = communityIdOf(waveId);
    const id = `${instrumentId}:${communityId}`;
    await kit.writers.mutate(UNITS, async (transaction) => {
      const last = await transaction.get(surveyReleases, id);
      if (!last || last.until < until)
        transaction.put(surveyReleases, id, { instrumentId, communityId, waveId, until });
    });
  },
};
