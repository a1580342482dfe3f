import type { Theme } from '../theme.js';
import { pump, station } from './places.js';

export const pumpThemes: readonly Theme[] = [
  {
    key: 'cavitates',
    topics: ['cavitation', 'pumps'],
    knows: ['fenna', 'priya', 'tarek', 'anton', 'inaki'],
    words: {
      station,
      pump,
      medium: ['glycol', 'river water', 'return sludge', 'hot condensate'],
      bar: ['0.3', '0.5', '0.8'],
    },
    titles: [
      '{pump} at {station} rattles like gravel with {medium}',
      'Suction pressure swings by {bar} bar at {station}: cavitation or air?',
      'Holes in a wheel after one year, {medium}, {station}',
    ],
    bodies: [
      'It comes and goes with the level. Closing the discharge valve a little makes it silent, which I do not want to do for ever.',
      '{medium}, wheel is two years old. Gauge on the suction swings by {bar} bar. What do I check before I ask for a new wheel?',
    ],
    answers: [
      {
        body: 'Gets silent when you throttle: cavitation. Stays as it is: air. That is the cheapest test there is.',
        by: 'fenna',
      },
      {
        body: 'Strainer, level, valve on the suction side, in this order. Nine times out of ten it is the strainer, and nobody believes it before they have seen the rag.',
      },
      {
        body: 'Count the bends before the suction. Less than five diameters of straight pipe and the flow comes in with a swirl: then it cavitates at a pressure at which it should not.',
      },
      {
        body: 'Send me the curve and the level at the worst hour. I put it on the bench with your {medium} or something like it.',
        by: 'tarek',
      },
    ],
    outcomes: [
      'The strainer. I have seen the rag.',
      'Two bends directly before the flange. They move one in the next outage, until then we run at 90 %.',
      'Air through the packing of the suction valve. Tightened, silent.',
    ],
  },
  {
    key: 'impeller-worn',
    topics: ['impellers', 'pumps'],
    knows: ['priya', 'fenna', 'tarek', 'inaki', 'ines'],
    words: { station, pump, percent: ['8', '12', '15', '20'], gap: ['0.9', '1.2', '1.6'] },
    titles: [
      '{pump} at {station} lost {percent} % of its flow in two years',
      'Wear ring gap {gap} mm at {station}: new ring or new wheel?',
      'Power is the same, flow is down by {percent} % at {station}',
    ],
    bodies: [
      'Speed and level are as always. Current has not changed either. Where does the water go?',
      'Gap was 0.4 when new, now {gap}. The wheel itself looks good. It is the only one of its size.',
    ],
    answers: [
      { body: 'Through the gap, back to where it came from. At {gap} mm a tenth of the flow goes round in circles.' },
      {
        body: 'Ring first, it costs a twentieth. Measure the wheel neck in four places before: if it is oval, turn it and order the ring undersize.',
      },
      {
        body: 'Compare with the curve at one valve setting, then you know whether it lost head or flow. Head alone is the wheel, both is the gap.',
        by: 'fenna',
      },
      {
        body: 'Before you change anything: is the nameplate still true? We found one that somebody had trimmed in 2009.',
      },
    ],
    outcomes: [
      'New ring, 0.45 mm, flow is back but for two per cent.',
      'Neck was oval by 0.3. Turned, ring made to measure. It runs as in the catalogue.',
    ],
  },
  {
    key: 'standby',
    topics: ['pumps', 'bearings'],
    subject: 'standbyPump',
    knows: ['fenna', 'kwame', 'sietske', 'ruben', 'yasmin'],
    words: { station, pump, months: ['four', 'seven', 'ten', 'fourteen'] },
    titles: [
      '{pump} at {station} stood for {months} months: what before I start it?',
      'Standby pump at {station} leaked at once after {months} months of rest',
      'How often do you swap pumps at stations like {station}?',
    ],
    bodies: [
      'It has to take over next week. Turning by hand goes hard for the first quarter turn, then easily.',
      'Duty and standby have not been swapped for {months} months. Controller could do it, nobody told it to.',
    ],
    answers: [
      {
        body: 'Hard for a quarter turn is the seal face that sticks. Turn by hand, with water in it, until it is free. Starting it that way pulls pieces out of the carbon.',
      },
      {
        body: 'Listen to the bearings in the first minute. A hum that has the rhythm of the rollers is a mark of standstill, and it does not go away.',
      },
      { body: 'Every month, by calendar, an hour. Fenna has the lines for both controllers.' },
    ],
    outcomes: [
      'Freed by hand, starts and is dry. Swapping is in the controller now.',
      'Marks in the bearing, as you said. Ordered, and the calendar is set.',
    ],
  },
  {
    key: 'lubricant-box',
    topics: ['pumps', 'lubrication'],
    knows: ['henrik', 'luis', 'wanjiru', 'maike', 'kwame'],
    words: { station, pump, colour: ['milky', 'grey', 'dark'] },
    titles: [
      'Oil in the bearing box of {pump} at {station} is {colour}',
      '{station}: box is fuller than last week, and nobody filled it',
      'How {colour} may the oil of a pump bearing be? {station}',
    ],
    bodies: [
      'Changed eight weeks ago. Now {colour}, level up by a finger. Seal looks dry from outside.',
      'No smell, no grit. Pump stands outdoors, cover is in the shade.',
    ],
    answers: [
      {
        body: 'Fuller means water came in. From inside: the seal drips onto the shaft and the lip takes it along. From outside: rain on the breather. Put a cap over it and look again in a week.',
      },
      {
        body: 'Let a glass stand overnight. Clear at the bottom is free water, milky all through is bound, and then the bearing has to be looked at as well.',
        by: 'wanjiru',
        since: 300,
      },
      { body: 'Slinger ring on the shaft between seal and bearing: costs four euros and saves a bearing.' },
    ],
    outcomes: [
      'Breather had no cap. Now it has one, oil is clear since three weeks.',
      'Slinger ring is in, and the level stays.',
    ],
  },
  {
    key: 'idea',
    kind: 'idea',
    weight: 0.5,
    topics: ['tools', 'pumps'],
    knows: ['luis', 'thabo', 'shreya', 'delphine'],
    words: {
      station,
      thing: [
        'A dial gauge',
        'A box with all O-rings',
        'A lapping plate',
        'A card with the torque values',
        'A lamp with a magnet',
      ],
      place: ['every van', 'each station', 'the boat', 'the night shift’s locker'],
    },
    titles: ['{thing} for {place}', '{thing} for {place}: tried at {station}'],
    bodies: [
      'It costs less than one drive to {station}. I counted four drives last quarter that would not have been needed.',
      'We made one ourselves and it is gone every Monday, so people want it.',
    ],
    answers: [
      { body: 'Yes, if somebody looks after it. Things without a name on them have legs.' },
      { body: 'I can put twelve into the next order. Tell me who signs.', by: 'thabo' },
      { body: 'We have the same in the treatment plant, and it works because it hangs beside the kettle.' },
    ],
    outcomes: [''],
  },
];
