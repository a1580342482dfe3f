export const people = {
  ada: { hostId: 'ada', name: 'Ada Byron', unit: 'turbines', unitName: 'Turbines' },
  bruno: { hostId: 'bruno', name: 'Bruno Keller', unit: 'gears', unitName: 'Gears' },
};

/** Ada founds the community that the pages show. @param {import('@copkit/core').Copkit} cop */
export const found = async (cop) => {
  await cop.as(people.ada).communities.create({ name: 'Rotor dynamics', purpose: 'Quiet rotors' });
};
