import type { Theme } from '../theme.js';
import { site, turbine } from './turbines.js';

export const rotorThemes: readonly Theme[] = [
  {
    key: 'bearing-line',
    weight: 1.6,
    topics: ['vibration', 'bearings'],
    knows: ['ingrid', 'hana', 'annika', 'tomasz', 'fenna', 'freja'],
    words: {
      turbine,
      site,
      order: ['3.06×', '4.91×', '5.43×', '6.8×', '7.1×'],
      level: ['0.4 g', '0.9 g', '1.4 g', '2.2 g'],
      end: ['drive end', 'non-drive end'],
    },
    titles: [
      'Line at {order} on the generator of {site} {turbine}, {end}',
      '{site} {turbine}: envelope at {level} and rising, how long has it got?',
      'Is {order} on {turbine} a bearing or something that turns with it?',
    ],
    bodies: [
      'Generator, {end}. {level} now, a third of that in spring. Sidebands at shaft speed, small. Temperature is as always.',
      'I have two measurements, six weeks apart, at the same power. {order} is in both. No grease ever came out black.',
      'The table gives me three candidates within two per cent. Which of them would show sidebands?',
    ],
    answers: [
      {
        body: 'Sidebands at shaft speed: the damage goes through the load zone once per turn, so it is the inner race. Outer races stay in one place and stay clean.',
        by: 'hana',
      },
      {
        body: 'Look at how it grows and not at how high it is. Doubled in six weeks: plan it within the month. Doubled in a year: look again at the next service.',
      },
      {
        body: 'Measure again at another speed. What moves along is the machine, what stays is the structure.',
        by: 'ingrid',
      },
      {
        body: 'Slip puts real lines one to two per cent below the table. Above the table is something else, so strike that candidate.',
      },
      {
        body: 'Grease it and measure before and after. If it halves for two days and comes back, the race is pitted. If it stays low, it was dry.',
      },
    ],
    outcomes: [
      'Inner race, a fingernail wide. Changed on the planned boat and not by helicopter.',
      'It did not move with the speed. A loose cover plate. I am a little ashamed.',
      'Greased: halved, and back after two days. Ordered.',
    ],
  },
  {
    key: 'alignment',
    topics: ['alignment', 'generators'],
    subject: 'alignment',
    knows: ['ingrid', 'freja', 'jonas', 'inaki', 'fenna', 'bogdan'],
    words: { turbine, site, value: ['0.08 mm', '0.12 mm', '0.2 mm'], foot: ['front left', 'rear right', 'rear left'] },
    titles: [
      '{site} {turbine}: alignment wanders by {value} between two evenings',
      'Soft foot {foot} at {turbine}, shims do not hold',
      'Laser says {value}, straight edge says none: whom do I believe at {site}?',
    ],
    bodies: [
      'Measured twice, same people, same set. {value} apart. Sun was on the tower the first time.',
      'Foot {foot} lifts by {value} when I loosen it. With a shim another foot lifts.',
    ],
    answers: [
      {
        body: 'Sun on one side bends a tower by more than that. Measure in the morning, or under clouds, and write the weather into the report.',
      },
      {
        body: 'One foot after another, always from the stack with the fewest shims. More than three shims is a spring.',
        by: 'freja',
      },
      { body: 'Check the bracket. A magnet on paint gives 0.1 mm all by itself.' },
      { body: 'Angled foot: no straight shim will hold it. Step shims, or have it milled when the vessel is there.' },
    ],
    outcomes: [
      'In the morning: 0.02 both times. The sun.',
      'Paint under the magnet. Scraped, and laser and edge agree.',
      'Step shims made in the hall, foot holds.',
    ],
  },
  {
    key: 'sensor',
    topics: ['condition-monitoring', 'tools'],
    knows: ['hana', 'meilin', 'mikkel', 'shreya', 'tiago'],
    words: {
      turbine,
      site,
      channel: ['channel 2', 'channel 4', 'channel 5', 'channel 7'],
      since: ['since Sunday', 'since the storm', 'since the firmware'],
    },
    titles: [
      '{site} {turbine}: {channel} flat {since}',
      '{channel} of {turbine} shows 12 g of nothing {since}',
      'Yellow alarms every night from {site} {turbine} {since}',
    ],
    bodies: [
      'Others are good. Cable was clipped last year. Before I drive out: what can I tell from here?',
      'It comes between two and four at night, in calm weather. In daylight I find nothing.',
    ],
    answers: [
      {
        body: 'Bias voltage, in the menu under service. 12 V is good, 0 is a short, 24 an open cable. Then you know whether you need a sensor or a clip.',
        by: 'hana',
      },
      {
        body: 'Calm nights are idling, and idling has its own resonance. Let the rule ask for power above 20 % before it says yellow.',
      },
      {
        body: 'Take the clip at the first bend. Every second one that we opened had its break there, under the rubber.',
      },
    ],
    outcomes: ['24 V: open cable, at the first bend. New end, good.', 'Rule changed, three quiet nights.'],
  },
  {
    key: 'yaw',
    topics: ['bearings', 'hydraulics'],
    knows: ['oscar', 'inaki', 'piotr', 'marek', 'liis'],
    words: { turbine, site, noise: ['groans', 'knocks', 'chatters'] },
    titles: [
      '{site} {turbine} {noise} while it yaws, on warm days more',
      'Yaw of {turbine} {noise}: brakes or gears?',
      'Pads last four months at {site} {turbine}',
    ],
    bodies: [
      'Heard by the customer first. Brake pressure is right. Grease on the teeth is fresh, perhaps too fresh.',
      'It {noise} once per segment. Pads have another colour than those of the neighbour.',
    ],
    answers: [
      {
        body: 'Grease that ran onto the disc. Clean with the right solvent, run it in dry for ten turns, and grease the teeth with a brush and not with a bucket.',
      },
      {
        body: 'Residual pressure. Look at the gauge while it yaws, not before: 20 bar should be there and not 60.',
        by: 'oscar',
      },
      { body: 'Other colour is another mix. There was a batch in 2024 that glazed. Thabo knows the numbers.' },
    ],
    outcomes: [
      '60 bar. The valve had a chip in it. Silent.',
      'Cleaned and run in. It groaned for nine turns and has not since.',
    ],
  },
  {
    key: 'rotor-talk',
    kind: 'discussion',
    weight: 0.8,
    topics: ['vibration', 'training'],
    knows: ['ingrid', 'hana', 'annika', 'shreya'],
    words: {
      turbine,
      site,
      count: ['five', 'eight', 'eleven'],
      thing: ['loose covers', 'resonances', 'false brinelling', 'oil whirl'],
    },
    titles: [
      '{count} cases of {thing} in one quarter, and what they had in common',
      'From the clinic: {site} {turbine} and {thing}',
      'What a first-year should know about {thing}, on one page ({site})',
    ],
    bodies: [
      'I laid them side by side. All of them had been measured at one speed only. With a second speed each would have taken five minutes.',
      'We looked at it for an hour with nine people. What we decided stands below, and why, so that nobody has to believe us.',
    ],
    answers: [
      { body: 'One page is good. Could the page have a sound? People remember a sound.' },
      { body: 'I would add how it looks when it is *not* there. That is what I needed when I began.' },
      { body: 'The measuring pen could ask for a second speed by itself. I look at what that needs.', by: 'meilin' },
    ],
    outcomes: [''],
  },
  {
    key: 'rotor-idea',
    kind: 'idea',
    weight: 0.4,
    topics: ['tools', 'condition-monitoring'],
    knows: ['meilin', 'mikkel', 'nils'],
    words: {
      site,
      thing: [
        'magnets with a handle',
        'a second laser set',
        'paint pens',
        'lidded cups for grease',
        'a borescope with a light',
      ],
      where: ['for each boat', 'in the hall', 'for the standby crew'],
    },
    titles: ['Let us have {thing} {where}', '{site} asks for {thing} {where}'],
    bodies: [
      'Last quarter we went back twice because the one we have was elsewhere.',
      'Small money. I would look after them and count them each Friday.',
    ],
    answers: [
      { body: 'In the next order, if the counting stays with you.' },
      { body: 'Try it with one for a month and tell us what it saved.' },
    ],
    outcomes: [''],
  },
];
