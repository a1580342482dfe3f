import type { SamplePerson } from '../communities/sample.js';

/** Who else works at Tarn & Gale: they are told of in what is generated. `since`: so many days ago they came. */
export const colleagues: readonly SamplePerson[] = [
  { hostId: 'freja', name: 'Freja Lindqvist', unit: 'rotor', jobTitle: 'Generator engineer', locale: 'en' },
  { hostId: 'oscar', name: 'Óscar Prieto', unit: 'rotor', jobTitle: 'Yaw and pitch specialist', locale: 'en' },
  { hostId: 'wanjiru', name: 'Wanjiru Kamau', unit: 'rotor', jobTitle: 'Oil laboratory', locale: 'en', since: 310 },

  { hostId: 'tarek', name: 'Tarek Nasser', unit: 'pumps', jobTitle: 'Hydraulic design', locale: 'en' },
  { hostId: 'maike', name: 'Maike Folkerts', unit: 'pumps', jobTitle: 'Fitter, seal shop', locale: 'de' },
  { hostId: 'dewi', name: 'Dewi Prasetyo', unit: 'pumps', jobTitle: 'Materials engineer', locale: 'en', since: 245 },

  { hostId: 'callum', name: 'Callum Reid', unit: 'north', jobTitle: 'Service technician, offshore', locale: 'en' },
  { hostId: 'sietske', name: 'Sietske Hoekstra', unit: 'north', jobTitle: 'Station electrician', locale: 'en' },
  {
    hostId: 'bram',
    name: 'Bram de Wit',
    unit: 'north',
    jobTitle: 'Service technician, pumping stations',
    locale: 'en',
  },
  {
    hostId: 'aoife',
    name: 'Aoife Brennan',
    unit: 'north',
    jobTitle: 'Apprentice technician',
    locale: 'en',
    since: 120,
  },

  { hostId: 'imane', name: 'Imane Chraibi', unit: 'south', jobTitle: 'Electrical engineer, Larache', locale: 'fr' },
  {
    hostId: 'tiago',
    name: 'Tiago Nunes',
    unit: 'south',
    jobTitle: 'Service technician, Viana do Castelo',
    locale: 'en',
  },
  {
    hostId: 'rachid',
    name: 'Rachid Tazi',
    unit: 'south',
    jobTitle: 'Pump technician, Tetouan',
    locale: 'ar',
    since: 200,
  },

  { hostId: 'katarzyna', name: 'Katarzyna Zielińska', unit: 'baltic', jobTitle: 'Site lead, Gdynia', locale: 'en' },
  { hostId: 'piotr', name: 'Piotr Maj', unit: 'baltic', jobTitle: 'Service technician, Gdynia', locale: 'en' },
  { hostId: 'liis', name: 'Liis Tamm', unit: 'baltic', jobTitle: 'Service technician, Tallinn', locale: 'en' },
  { hostId: 'jurgis', name: 'Jurgis Balčiūnas', unit: 'baltic', jobTitle: 'Pump fitter, Klaipėda', locale: 'en' },
  { hostId: 'annika', name: 'Annika Saar', unit: 'baltic', jobTitle: 'Vibration technician', locale: 'en', since: 420 },
  {
    hostId: 'marek',
    name: 'Marek Wójcik',
    unit: 'baltic',
    jobTitle: 'Service technician, Rostock',
    locale: 'de',
    since: 160,
  },

  { hostId: 'delphine', name: 'Delphine Moreau', unit: 'treatment', jobTitle: 'Head of Water Treatment', locale: 'fr' },
  { hostId: 'kwame', name: 'Kwame Boateng', unit: 'treatment', jobTitle: 'Plant engineer', locale: 'en' },
  { hostId: 'ines', name: 'Inês Tavares', unit: 'treatment', jobTitle: 'Dosing and blowers', locale: 'en' },
  { hostId: 'henrik', name: 'Henrik Aune', unit: 'treatment', jobTitle: 'Plant mechanic', locale: 'en' },
  {
    hostId: 'yasmin',
    name: 'Yasmin Demir',
    unit: 'treatment',
    jobTitle: 'Process technician',
    locale: 'de',
    since: 365,
  },
  { hostId: 'petra', name: 'Petra Vokurka', unit: 'treatment', jobTitle: 'Plant mechanic', locale: 'en', since: 90 },

  { hostId: 'nils', name: 'Nils Overgaard', unit: 'planning', jobTitle: 'Outage planner', locale: 'en' },
  {
    hostId: 'shreya',
    name: 'Shreya Menon',
    unit: 'planning',
    jobTitle: 'Reliability analyst',
    locale: 'en',
    since: 275,
  },

  { hostId: 'morag', name: 'Morag Sinclair', unit: 'safety', jobTitle: 'Safety adviser, offshore', locale: 'en' },
  { hostId: 'bogdan', name: 'Bogdan Ionescu', unit: 'safety', jobTitle: 'Trainer, electrical', locale: 'en' },
  {
    hostId: 'leonie',
    name: 'Leonie Kruse',
    unit: 'safety',
    jobTitle: 'Apprentice, second year',
    locale: 'de',
    since: 450,
  },
];
