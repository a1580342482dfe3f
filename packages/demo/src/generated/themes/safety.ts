import type { Theme } from '../theme.js';

const place = [
  'the hall',
  'Larache 2',
  'Knock',
  'Moray',
  'Tallinn',
  'the treatment plant',
  'Gdynia',
  'Viana',
  'the test bench',
  'Rostock',
];

export const safetyThemes: readonly Theme[] = [
  {
    key: 'lockout',
    weight: 1.3,
    topics: ['lockout', 'safety'],
    subject: 'lockout',
    knows: ['katharina', 'bogdan', 'sietske', 'luis', 'kwame'],
    words: {
      place,
      thing: [
        'a pump with two feeds',
        'a remote start',
        'a shared isolator',
        'a hydraulic press',
        'a blower with a bypass',
      ],
    },
    titles: [
      'Lockout of {thing} at {place}: where do the locks go?',
      '{thing} at {place} started although it was locked',
      'Key box or own locks for {thing} at {place}?',
    ],
    bodies: [
      'Drawing shows one isolator, the cabinet has two. The electrician of the customer says one is enough.',
      'Nobody was hurt. It turned for two seconds. I want to understand it before we go on.',
    ],
    answers: [
      {
        body: 'Every source, also the one that is never used. Try to start it **after** locking, from the panel and from remote. That test would have found it.',
        by: 'katharina',
      },
      {
        body: 'A bypass is a source. So is pressure, and so is a weight that hangs. Write all of them on the card before you take the first lock.',
      },
      { body: 'Own locks, always. A key box is somebody else’s promise.' },
      {
        body: 'We label both isolators with the same colour, and the card has a photo of each. Took an afternoon.',
        by: 'sietske',
      },
    ],
    outcomes: [
      'Second isolator found behind the door. Labelled, drawing corrected, the team has seen it.',
      'It was the remote start. It is on the card now, with a photo.',
    ],
  },
  {
    key: 'near-miss',
    kind: 'discussion',
    weight: 1.2,
    topics: ['safety'],
    knows: ['katharina', 'morag', 'seun', 'siobhan'],
    words: {
      place,
      what: [
        'A shackle without its pin',
        'A ladder on wet steel',
        'A cover that was only laid on',
        'A forklift around a blind corner',
        'A hose that whipped',
        'A load that swung',
      ],
    },
    titles: ['{what} at {place}: nothing happened', 'Near miss: {what}, {place}'],
    bodies: [
      'Seen in time. I write it down because last year nobody wrote the first one down.',
      'I was the one who left it. Phone rang, and when I came back I had forgotten. From now on I finish or I tape it off.',
      'Two people saw it before me and thought that somebody knew.',
    ],
    answers: [
      {
        body: 'Thank you for writing it on the same day. I take it to the Monday talk, without names.',
        by: 'katharina',
      },
      { body: 'Taping off takes a minute and needs no permission. Every van has a roll, it is under the seat.' },
      { body: 'Same with us in spring. We painted the edge yellow, and people walk round it now.' },
    ],
    outcomes: [''],
  },
  {
    key: 'wells',
    topics: ['confined-spaces', 'safety'],
    subject: 'wetWell',
    knows: ['katharina', 'morag', 'salma', 'kwame', 'delphine'],
    words: {
      place,
      gas: ['H₂S', 'CO', 'too little oxygen'],
      time: ['ten minutes', 'a quarter of an hour', 'half an hour'],
    },
    titles: [
      'Wet well at {place}: {gas} after {time} of ventilation',
      'Who stands outside at {place}, when there are only two of us?',
      'Detector shows {gas} at {place} only near the ladder',
    ],
    bodies: [
      'Fan was on for {time}. Reading is low, not zero. The order says today.',
      'Rescue plan names a third person, who has the day off.',
    ],
    answers: [
      {
        body: 'Then it is not today. Two people is one inside and nobody outside who may leave to call. Ask the neighbouring station, they come.',
        by: 'morag',
      },
      {
        body: 'Lower the detector on a line, three minutes at each metre. What you read at the ladder is the air of the ladder.',
      },
      { body: 'Pump out from above and look again. In half of the cases nobody has to go in at all.' },
    ],
    outcomes: [
      'Pumped from above, nobody went in.',
      'Neighbouring station sent somebody within the hour. We did it in the afternoon.',
    ],
  },
  {
    key: 'height',
    topics: ['rope-access', 'weather'],
    knows: ['siobhan', 'morag', 'mikkel', 'anton', 'callum'],
    words: {
      place,
      wind: ['9 m/s', '11 m/s', '13 m/s'],
      gear: ['a sling', 'a harness', 'an edge protector', 'a descender'],
    },
    titles: [
      '{wind} at {place} and rising: go up or wait?',
      '{gear} without a readable date at {place}',
      'How do you keep {gear} dry on the boat?',
    ],
    bodies: [
      'Forecast says it drops at noon. The boat leaves at one. Customer is on the phone.',
      'Label is gone. It looks like new, which says nothing.',
    ],
    answers: [
      {
        body: 'The limit is the limit. Customer calls are for the site lead, not for who hangs on the rope.',
        by: 'siobhan',
      },
      { body: 'No date, no use. Cut it in two before it goes into the bin, or somebody takes it out again.' },
      {
        body: 'A net and not a bag, hung under the ceiling of the cabin. Salt goes off with fresh water the same evening.',
      },
    ],
    outcomes: ['We waited. It did not drop.', 'Cut in two. Store gave a new one without a word.'],
  },
  {
    key: 'lifting',
    topics: ['safety', 'tools'],
    knows: ['luis', 'seun', 'katharina', 'freja', 'henrik'],
    words: {
      place,
      load: ['a gearbox shaft', 'a motor of 900 kg', 'a pump casing', 'a generator rotor'],
      limit: ['1 t', '2 t'],
    },
    titles: [
      'Lifting {load} at {place} with a {limit} hoist: allowed?',
      'Where do I sling {load}? {place}',
      '{place}: eye bolt on {load} stands crooked',
    ],
    bodies: [
      'Weight on the plate is without oil and without coupling. I do not want to guess.',
      'Centre of gravity is not where the eye is. Last time it tipped and a foot was nearly under it.',
    ],
    answers: [
      {
        body: 'Add a quarter for oil and coupling and look whether it still fits. If it does not, it is not a matter of courage.',
      },
      { body: 'Lift by a hand’s width, stop, look, set it down, move the sling. Twice is normal.', by: 'luis' },
      { body: 'An eye bolt carries a third of its load at 45°. Crooked is 45° somewhere. Change it.' },
    ],
    outcomes: [
      'With oil it was too much. Got the bigger hoist, an hour later it stood.',
      'Moved the sling twice, as you said.',
    ],
  },
  {
    key: 'chemicals',
    topics: ['safety', 'training'],
    knows: ['delphine', 'ines', 'yasmin', 'katharina', 'petra'],
    words: { place, stuff: ['hypochlorite', 'the new cleaner', 'blasting dust', 'epoxy', 'glycol'] },
    titles: [
      'Gloves for {stuff} at {place}: which ones really?',
      '{stuff} in the same cupboard as acid, {place}',
      'Where does {stuff} go after work at {place}?',
    ],
    bodies: [
      'The sheet says "suitable gloves". Three kinds hang here and none has a name on it.',
      'It has been like that for years, and the one who knew why has retired.',
    ],
    answers: [
      {
        body: 'Nitrile for minutes, butyl for hours. And throw them away after, the inside is what touches you next time.',
        by: 'ines',
      },
      { body: 'Apart, today, and not after the audit. Together they make chlorine.', by: 'delphine' },
      {
        body: 'We took photos of the right glove and hung them beside each bottle. Nobody reads a sheet with wet hands.',
      },
    ],
    outcomes: ['Separate cupboards since this noon, with photos.', 'Butyl is on the hook, the others went.'],
  },
];
