import type { SampleCommunity } from '../sample.js';
import { threads } from './threads.js';

export const apprentices: SampleCommunity = {
  key: 'apprentices',
  name: 'Erster Handgriff',
  purpose:
    'Für alle, die hier das Handwerk lernen, und für die, die noch wissen, wie das war. Keine Frage ist zu klein.',
  domain: 'Ausbildung, Prüfungen, Berichtsheft, die Lehrwerkstatt in Emden, die ersten Wochen draußen.',
  audience: 'Auszubildende, Ausbilder und Paten in den Bereichen.',
  type: 'interest',
  visibility: 'open',
  joinPolicy: 'open',
  topics: ['training', 'lehrwerkstatt', 'abschlusspruefung', 'berichtsheft', 'tools'],
  founder: 'seun',
  founded: '335 07:30',
  members: {
    jonas: '334 08:00',
    claas: '330 06:45',
    katharina: '320 09:00',
    gerd: '310 07:10',
    fenna: '300 08:30',
    ingrid: '250 10:00',
    luis: '245 09:15',
    mikkel: '200 12:00',
    lina: '82 08:20',
    anton: '30 17:00',
  },
  roles: { jonas: ['steward', 'member'] },
  read: { lina: '4 16:00', seun: '2 08:00' },
  threads,
};
