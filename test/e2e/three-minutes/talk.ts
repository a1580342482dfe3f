/** What is talked about all the while: `title` goes on after the number of a train, each of `answers` stands alone. */
export const talk = [
  {
    topic: 'Brakes',
    title: 'compressor cuts in every two minutes',
    body: 'Pressure falls as soon as it stops. No hiss at the bogies.',
    answers: ['Soap the drain valve of the second tank first.', 'Ours was the non-return valve behind the dryer.'],
  },
  {
    topic: 'Brakes',
    title: 'parking brake releases late',
    body: 'Three seconds after the command, only on the second car.',
    answers: ['Clean the choke in the release line, it is 0.8 mm and takes any dirt.'],
  },
  {
    topic: 'Brakes',
    title: 'pads worn on one side only',
    body: 'Inner pads at 6 mm, outer ones at 14.',
    answers: [
      'The guide pin is dry. Pull it, clean it, grease it.',
      'Check the caliper for play before you change pads.',
    ],
  },
  {
    topic: 'Climate',
    title: 'driver’s cab stays cold',
    body: 'Heater runs, air is warm at the outlet, the cab is not.',
    answers: ['The flap of the fresh air is stuck open. You can hear it with the fan on one.'],
  },
  {
    topic: 'Climate',
    title: 'water drips from the ceiling duct',
    body: 'After every long tunnel, above the third row.',
    answers: ['The drain hose has a kink where it passes the luggage rack.', 'Blow the drain through from below.'],
  },
  {
    topic: 'Power',
    title: 'pantograph drops at full speed',
    body: 'Twice this week, no trace on the strip.',
    answers: ['Look at the auto-drop valve, not at the strip.', 'Air hose at the frame, second clamp.'],
  },
  {
    topic: 'Power',
    title: 'battery empty after a weekend',
    body: 'Stood for 50 hours with everything off, or so we thought.',
    answers: ['The passenger counter keeps its modem awake. Pull its fuse for the weekend.'],
  },
  {
    topic: 'Power',
    title: 'converter reports earth fault in rain',
    body: 'Only in rain, gone when we look.',
    answers: [
      'Dry the plug under the second coach with warm air, then measure.',
      'The gland of the roof cable lets water in.',
    ],
  },
  {
    topic: 'Couplers',
    title: 'electric head of the coupler does not close',
    body: 'Mechanically coupled, no data.',
    answers: ['Grind the guide, it gets a burr where the other train meets it.'],
  },
  {
    topic: 'Couplers',
    title: 'coupler heating trips its breaker',
    body: 'At once, on the first frost.',
    answers: [
      'Water in the connection box. Drill the lowest point, 4 mm.',
      'Measure the element cold: under 30 ohms it is gone.',
    ],
  },
  {
    topic: 'Doors',
    title: 'step of door 4 reports “not retracted”',
    body: 'The step is in, the lamp says it is not.',
    answers: ['The magnet of the end switch has moved. 3 mm of gap and no more.'],
  },
  {
    topic: 'Doors',
    title: 'push button lamp flickers',
    body: 'Works, but passengers think it does not.',
    answers: ['Earth strap of the portal. We replaced all of them.', 'Contact spray does not last: change the plug.'],
  },
] as const;

/** Threads about doors that somebody will look for: asked by whom and when, answered by whom and after how many hours. */
export const doors = [
  {
    by: 'jonas',
    answeredBy: 'tomas',
    on: '2025-02-11',
    hours: 20,
    title: 'Sliding door closes late in frost',
    body: 'Below −5 °C the leaf stops a hand before the end and starts again.',
    answer:
      'Old grease in the lower guide rail turns stiff. Clean it out and use the thin one, and the leaf runs through.',
  },
  {
    by: 'elif',
    answeredBy: 'tomas',
    on: '2025-03-11',
    hours: 31,
    title: 'Which grease for the guide rail of a sliding door?',
    body: 'The manual names one that is no longer made.',
    answer: 'The thin one for cold stores, article 40-118. Wipe the rail dry before, the two do not mix.',
  },
  {
    by: 'samir',
    answeredBy: 'greta',
    on: '2025-05-13',
    hours: 44,
    title: 'Closing force of the sliding door above 150 N',
    body: 'Measured three times at the middle of the leaf.',
    answer: 'Look at the rubber edge first. Where it has set, the force rises by 40 N.',
  },
  {
    by: 'priya',
    answeredBy: 'tomas',
    on: '2025-11-19',
    hours: 17,
    title: 'Door leaf stops and starts again on cold mornings',
    body: 'Set 12, doors 2 and 6. Runs well after an hour.',
    answer:
      'Warm the drive for ten minutes with the door shut, then measure the closing time. Cold grease looks like a wrong setting.',
  },
  {
    by: 'hugo',
    answeredBy: 'lena',
    on: '2025-12-03',
    hours: 52,
    title: 'Closing time of sliding doors differs from leaf to leaf',
    body: 'Between 3.1 and 4.4 seconds on one train.',
    answer: 'Measure all of them at the same temperature. In the hall ours are the same within 0.2 seconds.',
  },
  {
    by: 'rosa',
    answeredBy: 'greta',
    on: '2026-01-06',
    hours: 26,
    title: 'Sliding door opens again just before it is closed',
    body: 'Door 3 of set 31, with nobody near it.',
    answer: 'Dirt in the light barrier. The closing edge would say so on the panel.',
  },
  {
    by: 'dan',
    answeredBy: 'tomas',
    on: '2026-01-07',
    hours: 43,
    title: 'Door drive draws 6 A in the morning',
    body: 'And 4 A at noon. Sets 12 and 14.',
    answer: 'In frost that is the grease and not the drive. Measure again with the door warm.',
  },
] as const;

/** A practice that is proven before the story begins. */
export const earlier = {
  title: 'Drying the guide rail of a sliding door after washing',
  context: 'Trains that leave the wash less than four hours before service, in winter.',
  problem: 'Water in the guide rail freezes overnight, and the door closes late.',
  steps: ['Open all doors in the hall for twenty minutes.', 'Blow out the guide rail from the middle to both ends.'],
} as const;
