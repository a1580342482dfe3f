/** Where the pumps stand, and which of them it is. */
export const station = [
  'Knock',
  'Delfzijl',
  'Larache 1',
  'Larache 2',
  'Tangier 3',
  'Tetouan',
  'Klaipėda',
  'Gdynia Port',
  'Paldiski',
  'Weener',
  'Termunten',
  'Viana harbour',
];
export const pump = ['pump 1', 'pump 2', 'pump 3', 'the duty pump', 'the standby pump', 'the return pump'];
