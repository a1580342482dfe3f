import { type Told, tell } from '../inbox/effect.js';
import type { Subject } from '../inbox/subjects.js';
import { memberships } from '../membership/records.js';
import type { WriteContext } from '../operations/context.js';
import type { Effect } from '../operations/effects.js';
import { EVERY_KEY } from '../store/keys.js';
import { scanAll } from '../store/reader.js';
import { surveyWaves } from './records.js';

const TELL = 'surveys.tell';
const TOGETHER = 20;

/** Every member is told that a survey is open, or its result out: who answered and who did not alike. */
export function owe(context: WriteContext, waveId: string, change: 'survey' | 'result'): void {
  context.effect(TELL, `${waveId} ${change}`, { waveId, change, at: context.now });
}

export const tellEffect: Effect = {
  type: TELL,
  async deliver(kit, _partition, payload, home) {
    const { waveId, change, at } = payload as Readonly<Record<'waveId' | 'change' | 'at', string>>;
    const wave = await home.get(surveyWaves, waveId);
    if (!wave || (change === 'survey' && wave.state !== 'open')) return;
    const members = await scanAll(home, memberships, { index: 'members', ...EVERY_KEY });
    const told: Told[] = members.map(({ id: personId }) => ({
      personId,
      key: `survey ${waveId} ${change}`,
      notice: {
        type: 'evaluation',
        object: waveId,
        actor: null,
        detail: { change, until: wave.until },
      },
      at,
    }));
    for (let from = 0; from < told.length; from += TOGETHER) {
      await Promise.all(told.slice(from, from + TOGETHER).map((each) => tell(kit, each)));
    }
  },
};

/** What inbox entries about surveys lead to; those that were called off are left out. */
export const surveySubject: Subject = {
  prefix: 'surveys-wave_',
  async describe(home, entries) {
    const found = await home.getMany(
      surveyWaves,
      entries.map(({ object }) => object),
    );
    return new Map(
      entries.flatMap(({ id }, at) => {
        const wave = found[at];
        return wave ? [[id, { title: wave.title, threadId: null }]] : [];
      }),
    );
  },
};
