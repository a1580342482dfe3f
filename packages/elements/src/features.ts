/**
 * Reads a `features` attribute: `-name` switches a part off, `name` switches on one that is off by default. What it does
 * not name stays as `defaults` says.
 */
export const readFeatures = (value: string, defaults: readonly string[]): ReadonlySet<string> => {
  const features = new Set(defaults);
  for (const word of value.split(/\s+/)) {
    if (word.startsWith('-')) features.delete(word.slice(1));
    else if (word) features.add(word);
  }
  return features;
};
