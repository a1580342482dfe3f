/** What those of the story write. */
export const question = {
  title: 'Sliding doors close late on frosty mornings',
  body: '3.4 seconds in the hall, 5 outside at −7 °C. The setting is right.',
};

export const answer = `Cold grease looks like a wrong setting. Leave the screw alone:

1. Switch the door heating on and shut the door for ten minutes.
2. Measure the closing time at the drive’s own temperature, above 5 °C.
3. If it is still above 3.6 seconds, clean the guide rail and use the thin grease, article 40-118.
4. Only then set the drive by OP-114.`;

export const practice = 'Warm the drive before setting a sliding door in frost';

export const improved = {
  adapted: 'Our hall has no outlet at track 3: use the warm air gun, and measure above 5 °C.',
  step: 'Switch the door heating on and shut the door for fifteen minutes, twenty below −10 °C.',
  note: 'Ten minutes were too short in the north.',
};

const DEPOTS = ['Harbour depot', 'Hill depot', 'North depot', 'West depot'];

/** What the ticket system says of each month and depot: reported door faults, and those that came back within 30 days. */
export const tickets = [
  'period,unit,numerator,denominator',
  ...Array.from({ length: 25 }, (_, at) => new Date(Date.UTC(2024, 5 + at, 1)).toISOString().slice(0, 7)).flatMap(
    (period, at) =>
      DEPOTS.map((depot, place) => {
        const faults = 31 + ((at * 7 + place * 11) % 17);
        const cameBack = 0.31 + 0.05 * Math.sin(at * 1.9 + place) - (period > '2026-01' && place < 3 ? 0.13 : 0);
        return `${period},${depot},${Math.round(faults * cameBack)},${faults}`;
      }),
  ),
].join('\n');
