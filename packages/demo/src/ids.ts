import type { SubjectInput } from '@copkit/core';

/** The communities that pages name. Ids follow from the founder and the key, so they are the same in every demo. */
export const communityIds = {
  rotor: 'c_2vr7vzyjp2zhyrkw',
  seals: 'c_6v010tpkjqp8vkhq',
  safety: 'c_y6t5w7376r9gm9ph',
  blades: 'c_4cd3ha5p60aj4rb5',
  'work-orders': 'c_devywmevqxvqr092',
  apprentices: 'c_m0d0azcsngdan9k9',
  'dry-climates': 'c_nz15dj85x352kd8e',
  tangier: 'c_ks63pxwsrybg2z8q',
  'site-leads': 'c_mxnhfh6f4fk1ys3w',
  monitoring: 'c_hmeh1b9tekvmfzs3',
  paper: 'c_sbcedtgswwjk9jcm',
} as const satisfies Readonly<Record<string, string>>;

type Subject = Exclude<SubjectInput, string>;

/**
 * The official procedures that threads and practices are about, each in the community that talks about it: `RE` in
 * Rotor Dynamics, `OP` in Seals & Impellers, `HS` in Safety Exchange.
 */
export const subjects = {
  grease: { key: 'procedure:RE-114', title: 'RE-114 Greasing a main bearing' },
  alignment: { key: 'procedure:RE-121', title: 'RE-121 Aligning a coupling with the laser' },
  oilSample: { key: 'procedure:RE-108', title: 'RE-108 Drawing an oil sample' },
  sealChange: { key: 'procedure:OP-114', title: 'OP-114 Changing a mechanical seal' },
  standbyPump: { key: 'procedure:OP-131', title: 'OP-131 Swapping duty and standby pump' },
  lockout: { key: 'procedure:HS-020', title: 'HS-020 Lockout with several teams' },
  wetWell: { key: 'procedure:HS-031', title: 'HS-031 Entering a wet well' },
} as const satisfies Readonly<Record<string, Subject>>;
