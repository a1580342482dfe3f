import type { Theme } from '../theme.js';
import { pump, station } from './places.js';

const shaft = ['32 mm', '38 mm', '45 mm', '55 mm', '65 mm', '80 mm'];

export const sealThemes: readonly Theme[] = [
  {
    key: 'leaks-again',
    weight: 1.8,
    topics: ['mechanical-seals', 'pumps'],
    subject: 'sealChange',
    knows: ['gerd', 'luis', 'maike', 'ruben', 'priya', 'jurgis'],
    words: {
      station,
      pump,
      shaft,
      weeks: ['three', 'five', 'six', 'eight', 'eleven'],
      litres: ['a cup an hour', 'ten drops a minute', 'half a litre an hour', 'two litres an hour'],
    },
    titles: [
      'New seal at {station}, {pump}, leaks again after {weeks} weeks',
      '{station}: {litres} from {pump}, seal is {weeks} weeks old',
      '{shaft} seal on {pump} at {station} did not last {weeks} weeks',
    ],
    bodies: [
      'Changed after OP-114 by two people, nothing unusual seen. Now {litres}. Shaft is {shaft}. Which number do I measure first?',
      'Same as in spring. The faces look good, {litres} all the same. The station wants to know by Friday whether it can run on.',
      '{pump}, {shaft}, single seal, water at 14 °C. Leaks at standstill as well. I have the old pair in a bag, unwiped.',
    ],
    answers: [
      {
        body: 'Leaks at standstill as well: then it is not the film, it is a secondary seal. Look at the O-ring on the sleeve before the faces, most of all at {shaft} where the groove is shallow.',
      },
      {
        body: 'Axial play first. Lever against the shaft end, dial gauge on the coupling side. Above 0.10 mm the seal is innocent.',
        by: 'gerd',
      },
      {
        body: 'Do the three numbers of *Measure the shaft before you fit the second seal* first, they take twenty minutes. In our stations two out of three second leaks were the thrust bearing.',
        since: 425,
      },
      {
        body: 'Look at the track. Wider than the face: the shaft wanders. A crescent: the box stands crooked. Even and narrow: look at the springs.',
      },
      {
        body: 'We had this after somebody tightened the gland with the coupling still loose. Loosen, set the coupling, then the gland, crosswise, in three rounds.',
      },
    ],
    outcomes: [
      'Play was 0.31. New bearing, new seal, dry since Monday.',
      'Run-out 0.09 at the sleeve. The sleeve had a burr of the last change. Stoned off, dry.',
      'It was the O-ring, cut on the keyway. Taped the keyway this time.',
      'Box stood crooked by 0.12. Shimmed, measured again, 0.03. Thank you.',
    ],
  },
  {
    key: 'sand',
    topics: ['mechanical-seals', 'sand'],
    knows: ['salma', 'youssef', 'hamza', 'dewi', 'priya', 'rachid'],
    words: { station, pump, load: ['20', '45', '60', '80', '120'] },
    titles: [
      'Sand at {station}: {load} mg/l and seals that last a season',
      'Which faces for {load} mg/l of fine sand at {station}?',
      'Faces of {pump} at {station} look like a gramophone record',
    ],
    bodies: [
      'Sieve says most of it is finer than 100 µm. Carbon against carbide is worn through after 2,000 hours.',
      '{load} mg/l in the rainy season, nearly nothing in summer. I would rather change the plan than the seal each spring.',
    ],
    answers: [
      {
        body: 'Carbide on both sides, and no soft face anywhere. It does not mind sand, it minds running dry: so a level switch that works belongs to it.',
      },
      {
        body: 'A cyclone only helps with what is coarser than 50 µm. Make a sieve curve first, a kilo on the window sill is enough.',
        by: 'priya',
      },
      {
        body: 'Tapered box and no flush at all. The rotation keeps the sand away. We run it at 60 mg/l since two years.',
      },
      {
        body: 'Start it against a nearly shut valve for ten seconds. Most of the sand comes with the first rush, when what settled overnight is stirred up.',
      },
    ],
    outcomes: [
      'Carbide on both sides is in since four months, no wear that I can feel with the nail.',
      'Sieve curve done: 80 % below 63 µm. So no cyclone, tapered box is ordered.',
    ],
  },
  {
    key: 'packing',
    topics: ['pumps', 'mechanical-seals'],
    knows: ['claas', 'maike', 'luis', 'bram', 'henrik'],
    words: { station, pump, drops: ['twenty', 'forty', 'sixty'] },
    titles: [
      'Packing of {pump} at {station} burns although it drips',
      '{drops} drops a minute from the packing at {station}: tighten or leave?',
      'Change to a mechanical seal at {station}, or stay with packing on {pump}?',
    ],
    bodies: [
      'Four rings, graphite, {drops} drops a minute. The gland is warm, the sleeve has grooves that I can feel.',
      'The operator wants it dry. I say packing has to drip. Who is right, and how much?',
    ],
    answers: [
      {
        body: 'It must drip: about forty a minute at that size. Dry packing is a brake. Back off half a turn and wait a quarter of an hour before you touch it again.',
      },
      {
        body: 'Grooves you can feel: turn or change the sleeve first. New rings on an old groove last two weeks.',
        by: 'claas',
      },
      {
        body: 'Cut the rings on a mandrel, at 45°, joints a quarter turn apart. Warm always comes from one ring that was cut too long.',
      },
    ],
    outcomes: [
      'Half a turn back and it is hand-warm. I put a note on the gland so that the night shift does not tighten it again.',
      'Sleeve turned, new rings, forty drops. Operator got a drip tray and is content.',
    ],
  },
  {
    key: 'spare',
    topics: ['spare-parts', 'mechanical-seals'],
    knows: ['thabo', 'luis', 'dewi', 'maike', 'nils'],
    words: { station, shaft, weeks: ['six', 'nine', 'fourteen'] },
    titles: [
      '{shaft} seal for {station}: {weeks} weeks of delivery, what fits instead?',
      'Which {shaft} seal is in stock that would do at {station} for a month?',
      'Old part number on the drawing of {station}, {shaft}: what is it called today?',
    ],
    bodies: [
      'The list says {weeks} weeks. Pump stands until then. Length is what worries me, not the diameter.',
      'Drawing is from 1987. Shaft {shaft}, box 20 mm deeper than today’s.',
    ],
    answers: [
      {
        body: 'Two of the {shaft} short type lie in Emden, shelf 14. With a spacer of 6 mm they fit the old box. I can send both today.',
        by: 'thabo',
      },
      {
        body: 'Look at the length under load, not at the free length. Between 1 and 2 mm of spring travel is right, whatever it says on the box.',
      },
      {
        body: 'Ask for the kit and not for the seal: the rings alone are on the shelf, and your faces may still be good.',
      },
    ],
    outcomes: ['Arrived this morning, spacer turned, runs.', 'Rings were enough. Faces lapped by Maike, three bands.'],
  },
  {
    key: 'practice-talk',
    kind: 'discussion',
    weight: 0.8,
    topics: ['mechanical-seals', 'training'],
    knows: ['gerd', 'seun', 'luis', 'maike', 'jonas'],
    words: {
      station,
      part: ['a carbide face', 'a sleeve', 'a bellows', 'an O-ring', 'a wear ring'],
      hours: ['9,000', '14,000', '21,000', '30,000'],
    },
    titles: [
      '{hours} hours on one seal at {station}: what they do differently',
      'What {part} from {station} taught us this week',
      'For the apprentices: how to read {part}, with photos from {station}',
    ],
    bodies: [
      'I asked the crew. They rinse before each stop, they never start against a shut valve, and one man has looked after it for eleven years. That last one is not in any procedure.',
      'Lay it under the lamp from the side before you throw it away. What you see in a minute tells you what the pump did in a year.',
    ],
    answers: [
      {
        body: 'I would like to see the one man write it down. Or at least somebody stand beside him for a day with a camera.',
      },
      {
        body: 'We show old parts on a table at the door now, with the story on a card. People stop there with their coffee.',
      },
      { body: 'Rinsing before a stop: since we do it as well, starts are silent.' },
    ],
    outcomes: [''],
  },
];
