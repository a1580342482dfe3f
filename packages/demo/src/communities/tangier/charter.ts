import type { SampleCommunity } from '../sample.js';
import { threads } from './threads.js';

export const tangier: SampleCommunity = {
  key: 'tangier',
  name: 'محطات طنجة والعرائش',
  purpose: 'نتبادل ما نتعلّمه كل يوم في محطات الضخ، حتى لا يحلّ أحدنا المشكلة نفسها مرتين.',
  domain: 'التشغيل اليومي والصيانة وتسليم المناوبات في ست محطات بين طنجة والعرائش.',
  audience: 'الفنيون والمهندسون وعمّال المناوبات، وكل من يريد أن يسأل بالعربية.',
  mandate: 'تُعتمد بطاقات المحطات بعد مناقشتها هنا.',
  type: 'practice',
  visibility: 'open',
  joinPolicy: 'open',
  topics: ['pumps', 'shift-handover', 'desilting', 'rainy-season'],
  founder: 'salma',
  founded: '260 09:00',
  members: { youssef: '260 10:15', hamza: '259 07:30', nadia: '257 15:20', lina: '70 18:10' },
  roles: { hamza: ['steward', 'member'] },
  read: { youssef: '3 16:40', salma: '1 15:00' },
  threads,
};
