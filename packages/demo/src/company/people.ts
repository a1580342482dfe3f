import type { SamplePerson } from '../communities/sample.js';
import { colleagues } from './colleagues.js';

/** Those whom the hand-written threads name. */
const first: readonly SamplePerson[] = [
  { hostId: 'ingrid', name: 'Ingrid Sørensen', unit: 'rotor', jobTitle: 'Vibration analyst', locale: 'en' },
  { hostId: 'tomasz', name: 'Tomasz Wiśniewski', unit: 'rotor', jobTitle: 'Gearbox specialist', locale: 'en' },
  { hostId: 'adaeze', name: 'Adaeze Nwosu', unit: 'rotor', jobTitle: 'Blade engineer', locale: 'en' },
  {
    hostId: 'mikkel',
    name: 'Mikkel Brandt',
    unit: 'rotor',
    jobTitle: 'Drone pilot and blade technician',
    locale: 'en',
    came: { from: 'north', daysAgo: 190 },
  },
  { hostId: 'hana', name: 'Hana Novotná', unit: 'rotor', jobTitle: 'Condition monitoring', locale: 'en' },

  { hostId: 'gerd', name: 'Gerd Janssen', unit: 'pumps', jobTitle: 'Seal specialist', locale: 'de' },
  { hostId: 'priya', name: 'Priya Raghunathan', unit: 'pumps', jobTitle: 'Pump engineer', locale: 'en' },
  { hostId: 'luis', name: 'Luís Figueiredo', unit: 'pumps', jobTitle: 'Workshop foreman', locale: 'en' },
  { hostId: 'fenna', name: 'Fenna Dijkstra', unit: 'pumps', jobTitle: 'Test bench engineer', locale: 'en' },
  { hostId: 'claas', name: 'Claas Harms', unit: 'pumps', jobTitle: 'Fitter', locale: 'de' },

  { hostId: 'eilidh', name: 'Eilidh MacRae', unit: 'north', jobTitle: 'Site lead, Moray', locale: 'en' },
  { hostId: 'anton', name: 'Anton Petersen', unit: 'north', jobTitle: 'Service technician, offshore', locale: 'en' },
  { hostId: 'siobhan', name: 'Siobhán Keane', unit: 'north', jobTitle: 'Rope access technician', locale: 'en' },
  { hostId: 'ruben', name: 'Ruben Vos', unit: 'north', jobTitle: 'Service technician, pumping stations', locale: 'en' },

  { hostId: 'youssef', name: 'Youssef El Amrani', unit: 'south', jobTitle: 'Site lead, Tangier', locale: 'ar' },
  { hostId: 'salma', name: 'Salma Benjelloun', unit: 'south', jobTitle: 'Pumping station engineer', locale: 'ar' },
  { hostId: 'hamza', name: 'Hamza Ouazzani', unit: 'south', jobTitle: 'Pump technician, Tangier', locale: 'ar' },
  { hostId: 'nadia', name: 'Nadia Bensaïd', unit: 'south', jobTitle: 'Shift supervisor, Larache', locale: 'ar' },
  {
    hostId: 'beatriz',
    name: 'Beatriz Carvalho',
    unit: 'south',
    jobTitle: 'Service technician, Viana do Castelo',
    locale: 'en',
  },
  { hostId: 'inaki', name: 'Iñaki Etxeberria', unit: 'south', jobTitle: 'Hydraulics technician', locale: 'en' },

  { hostId: 'eric', name: 'Éric Tanguy', unit: 'planning', jobTitle: 'Head of Planning & Systems', locale: 'fr' },
  { hostId: 'camille', name: 'Camille Le Goff', unit: 'planning', jobTitle: 'Planner and SAP key user', locale: 'fr' },
  { hostId: 'thabo', name: 'Thabo Mokoena', unit: 'planning', jobTitle: 'Spare parts', locale: 'en' },
  { hostId: 'meilin', name: 'Mei-Lin Chou', unit: 'planning', jobTitle: 'Data engineer', locale: 'en' },
  { hostId: 'marta', name: 'Marta Kowalczyk', unit: 'planning', jobTitle: 'Intranet and directory', locale: 'en' },

  { hostId: 'katharina', name: 'Katharina Brandl', unit: 'safety', jobTitle: 'Safety officer', locale: 'de' },
  { hostId: 'seun', name: 'Oluwaseun Adeyemi', unit: 'safety', jobTitle: 'Trainer', locale: 'en' },
  { hostId: 'jonas', name: 'Jonas Weerts', unit: 'safety', jobTitle: 'Apprentice, third year', locale: 'de' },
  { hostId: 'lina', name: 'Lina Haddad', unit: 'safety', jobTitle: 'Apprentice, first year', locale: 'de' },

  { hostId: 'noor', name: 'Noor van der Meer', jobTitle: 'Delft sealing laboratory (guest)', locale: 'en' },
];

/** Everybody, in the order in which the directory has them. */
export const people: readonly SamplePerson[] = [...first, ...colleagues];
