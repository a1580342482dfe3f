import type { Identity } from '@copkit/core';

/** Depots of a railway, and who of them takes part. */
export const units = {
  harbour: 'Harbour depot',
  hill: 'Hill depot',
  north: 'North depot',
  west: 'West depot',
  fleet: 'Fleet engineering',
} as const;
export type Unit = keyof typeof units;

const person = (name: string, unit: Unit, jobTitle = 'Technician') => ({
  hostId: name.split(' ')[0]?.toLowerCase() ?? '',
  name,
  unit,
  unitName: units[unit],
  jobTitle,
});

/** Those whom the story is about. */
export const cast = {
  ines: person('Ines Duarte', 'harbour'),
  tomas: person('Tomas Brandt', 'hill', 'Door specialist'),
  kofi: person('Kofi Mensah', 'north', 'Team leader'),
  mei: person('Mei Tan', 'fleet', 'Community facilitator'),
  olav: person('Olav Berg', 'fleet', 'Head of maintenance'),
} satisfies Record<string, Identity>;
export type Role = keyof typeof cast;

/** Everybody else, who asks and answers all the while. */
export const others: readonly Identity[] = [
  person('Jonas Falk', 'harbour'),
  person('Priya Nair', 'harbour'),
  person('Luca Moretti', 'harbour'),
  person('Sade Bello', 'harbour'),
  person('Wim Boer', 'harbour', 'Apprentice'),
  person('Greta Lund', 'hill'),
  person('Yusuf Kaya', 'hill'),
  person('Anna Kowalska', 'hill'),
  person('Ben Achebe', 'hill'),
  person('Elif Demir', 'north'),
  person('Paul Novak', 'north'),
  person('Rosa Martin', 'north'),
  person('Hugo Lind', 'north'),
  person('Samir Haddad', 'west'),
  person('Lena Vogt', 'west'),
  person('Oskar Nilsson', 'west'),
  person('Mara Ilic', 'west'),
  person('Dan Price', 'west'),
  person('Noor Aziz', 'fleet', 'Engineer'),
];

export const everybody: readonly Identity[] = [...Object.values(cast), ...others];
