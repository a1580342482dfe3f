import { described } from '../described.js';
import { notMeasured } from '../not-measured.js';
import { absenceFactor, contributionInequality, onionTiers, volumeTiers } from './concentration.js';
import { engagementLevels, levelTransitions } from './levels.js';
import { newcomerRetention } from './retention.js';
import { activeMembers, interactionRate, participationRate } from './taking-part.js';

const group = 'participation';

const sponsorship = notMeasured('sponsorship', 'C', {
  ...described({
    label: 'Visible backing',
    says: 'How many members have agreed time for the community.',
    reading: 'Backing is easily staged. What a sponsor does is not counted, as it would be a figure of one person.',
    formula: 'members with agreed time / members',
    source: 'Cook-Craig & Sabah 2009',
    floor: 'At least 5 different people.',
    group,
    shape: 'share',
    rung: 'inputs',
  }),
  supply:
    'A field of the host on people or memberships that says who has agreed time, counted by a metric of an extension.',
});

const eventActivation = notMeasured('event-activation', 'C', {
  ...described({
    label: 'From event to contribution',
    says: 'How many of those who came to an event contributed within two weeks.',
    reading: 'Who comes was keen already: no effect of the event.',
    formula: 'attendees who contribute within 14 days / attendees',
    source: 'after Nelson et al.',
    floor: 'At least 10 who came.',
    group,
    shape: 'share',
  }),
  supply: 'Attendance of events, logged by an extension: who came, and when.',
});

const channelMix = notMeasured('channel-mix', 'C', {
  ...described({
    label: 'Mix of channels',
    says: 'How exchanges spread over text, audio, video and meeting in person.',
    reading: 'The richness of media predicts little; the mix is what to look at.',
    formula: 'shares of n over channels',
    source: 'Daft & Lengel 1986; Rice 1992; Otondo et al. 2008',
    floor: 'At least 5 different people in each channel.',
    group,
    shape: 'groups',
  }),
  supply: 'Calls and meetings, logged by an extension with their channel; what is written here is text.',
});

export const participation = {
  'active-members': activeMembers,
  'participation-rate': participationRate,
  'interaction-rate': interactionRate,
  'contribution-inequality': contributionInequality,
  'volume-tiers': volumeTiers,
  'onion-tiers': onionTiers,
  'engagement-levels': engagementLevels,
  'level-transitions': levelTransitions,
  'newcomer-retention': newcomerRetention,
  'absence-factor': absenceFactor,
  sponsorship,
  'event-activation': eventActivation,
  'channel-mix': channelMix,
};
