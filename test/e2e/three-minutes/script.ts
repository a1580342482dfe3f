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
