import type { Manner } from './community-life.js';
import { gearThemes } from './themes/gears.js';
import { pumpThemes } from './themes/pumps.js';
import { rotorThemes } from './themes/rotor.js';
import { safetyThemes } from './themes/safety.js';
import { sealThemes } from './themes/seals.js';

/** The communities that are told of for the whole time; the others have what was written by hand. */
export const manners: Readonly<Record<string, Manner>> = {
  seals: {
    themes: [...sealThemes, ...pumpThemes],
    threadsPerWeek: [1.3, 4.6],
    hoursToAnswer: [26, 6],
    unanswered: [0.2, 0.05],
    ownUnitFirst: 0.6,
  },
  rotor: {
    themes: [...rotorThemes, ...gearThemes],
    threadsPerWeek: [1.2, 4.1],
    hoursToAnswer: [30, 9],
    unanswered: [0.18, 0.07],
    ownUnitFirst: 4,
  },
  safety: {
    themes: safetyThemes,
    threadsPerWeek: [1.3, 3.6],
    hoursToAnswer: [40, 14],
    unanswered: [0.12, 0.08],
    ownUnitFirst: 1,
  },
};
