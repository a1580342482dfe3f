export interface SampleUnit {
  readonly id: string;
  readonly name: string;
  readonly parentId?: string;
}

/** The units of Tarn & Gale: the company and the eight that people belong to. */
export const units: readonly SampleUnit[] = [
  { id: 'tarn-gale', name: 'Tarn & Gale' },
  { id: 'rotor', name: 'Rotor & Drivetrain', parentId: 'tarn-gale' },
  { id: 'pumps', name: 'Pumps & Seals', parentId: 'tarn-gale' },
  { id: 'north', name: 'Field Service North', parentId: 'tarn-gale' },
  { id: 'south', name: 'Field Service South', parentId: 'tarn-gale' },
  { id: 'baltic', name: 'Field Service Baltic', parentId: 'tarn-gale' },
  { id: 'treatment', name: 'Water Treatment', parentId: 'tarn-gale' },
  { id: 'planning', name: 'Planning & Systems', parentId: 'tarn-gale' },
  { id: 'safety', name: 'Safety & Training', parentId: 'tarn-gale' },
];
