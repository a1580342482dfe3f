import type { Theme } from '../theme.js';
import { site, turbine } from './turbines.js';

export const gearThemes: readonly Theme[] = [
  {
    key: 'grease',
    topics: ['lubrication', 'bearings'],
    subject: 'grease',
    knows: ['tomasz', 'hana', 'beatriz', 'wanjiru', 'eilidh', 'piotr'],
    words: {
      turbine,
      site,
      amount: ['180 g', '240 g', '310 g'],
      look: ['grey', 'nearly black', 'with streaks', 'runny'],
    },
    titles: [
      'Only {amount} came back from the main bearing of {site} {turbine}',
      'Grease of {turbine} is {look}: finding or not?',
      '{site} {turbine}: {look} grease, and the press was new',
    ],
    bodies: [
      'Pressed in 1.8 kg as RE-114 says, {amount} came out. Drain was open, I looked.',
      'It is {look}. On paper it makes a ring. Magnet is in the other van.',
    ],
    answers: [
      {
        body: 'Less than 300 g and an open drain: the old grease in the channel is hard. Let it idle for half an hour before you press, not after.',
      },
      {
        body: 'Paper and magnet, as in *Read the old grease on white paper*. Without a magnet you look at a colour, and colours say little.',
        since: 190,
      },
      {
        body: 'A ring on the paper is oil that has separated. It stood too long or too warm in the van. Nothing to do with the bearing.',
      },
      { body: 'Send 20 g in a lidded cup. Iron and copper in a day.', by: 'wanjiru', since: 300 },
    ],
    outcomes: [
      'Half an hour of idling and 420 g came. It goes into my notes.',
      'Nothing followed the magnet. Wrong press, again. Tape is on it now.',
      'Copper from the cage. Measured: bearing is on the list for autumn.',
    ],
  },
  {
    key: 'gearbox',
    topics: ['gearboxes', 'vibration'],
    knows: ['tomasz', 'ingrid', 'oscar', 'katarzyna', 'eilidh'],
    words: {
      turbine,
      site,
      load: ['40 %', '60 %', 'full load'],
      stage: ['planet stage', 'intermediate shaft', 'high-speed shaft'],
    },
    titles: [
      '{site} {turbine}: the {stage} hums at {load} and only there',
      'Sidebands around the mesh of the {stage}, {turbine}',
      'Borescope of {site} {turbine} shows a mark on the {stage}: grow or stay?',
    ],
    bodies: [
      'It is silent below and above. Oil is clean, filter changed in March. The customer hears it from the path.',
      'Photo is in the order. A line across the flank, as long as a match. Was it there two years ago? Nobody photographed it.',
    ],
    answers: [
      {
        body: 'A hum in one band of load is a resonance that the mesh excites. Change the load by five per cent and see whether it leaves. If it does, live with it and write down where it lives.',
      },
      {
        body: 'Two loads, same day: mesh grows with load is teeth, envelope first is a bearing. Then we talk about vessels.',
        by: 'tomasz',
      },
      {
        body: 'Mark it with a paint pen at both ends and look in three months. A line that has not passed the paint is a scratch.',
      },
      {
        body: 'Look at the oil of the last four samples, not at the last one. Iron that climbs by 2 ppm each time says more than one of 30.',
      },
    ],
    outcomes: [
      'Five per cent less and it is gone. Curtailed there until the service, customer sleeps.',
      'Line has not moved past the paint. A scratch, then.',
      'It was teeth. Inspection is booked, no vessel needed.',
    ],
  },
  {
    key: 'oil-sample',
    topics: ['lubrication', 'condition-monitoring'],
    subject: 'oilSample',
    knows: ['wanjiru', 'tomasz', 'anton', 'piotr', 'callum'],
    words: { turbine, site, code: ['20/18/15', '21/19/16', '22/20/17'], water: ['90', '180', '300'] },
    titles: [
      '{site} {turbine}: oil at {code} after a good year',
      '{water} ppm of water in the gearbox of {turbine}',
      'Lab says {code}, the next lab says something else: {site} {turbine}',
    ],
    bodies: [
      'Iron and copper as before. Sample by a colleague who did it for the first time. Filter is six months old.',
      '{water} ppm, was 60. Breather looks blue, so it is not used up.',
    ],
    answers: [
      {
        body: 'Particles up, iron not: draw it again, with a litre run off first. It is dirt from outside until it repeats.',
        by: 'tomasz',
      },
      {
        body: 'Blue breathers lie when they were wet once and dried. Weigh it: more than 50 g above new and it is full.',
      },
      {
        body: 'Two labs count differently below 6 µm. Stay with one of them, the trend is all we want.',
        by: 'wanjiru',
        since: 300,
      },
      { body: 'Water with a cold night after a standstill: let it run warm for two hours and draw again.' },
    ],
    outcomes: ['Second sample 17/15/12. The valve. Again.', 'Breather was 80 g too heavy. Changed, 70 ppm now.'],
  },
];
