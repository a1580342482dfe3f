import type { SampleThread } from '../sample.js';

export const threads: readonly SampleThread[] = [
  {
    key: 'rainy-season',
    kind: 'announcement',
    by: 'youssef',
    at: '38 08:00',
    title: 'Before the rains: the list for all six stations',
    topics: ['pumps', 'sand'],
    pinned: true,
    body: `
1. Intake screens off, high-pressure cleaned, on again
2. Desilting basin below 30 cm
3. Every standby pump runs for one hour under load
4. Float switches moved by hand, alarm reaches the phone
5. Photo of each point into the order

Until the end of the month, please. Larache 1 first.`,
    thanks: ['salma', 'inaki'],
    replies: [
      {
        by: 'salma',
        at: '20 16:00',
        body: 'Tangier 1 to 3: done. One float switch had no contact any more, changed.',
        celebrate: ['youssef', 'camille'],
      },
    ],
  },
  {
    key: 'tirer-sable',
    kind: 'question',
    by: 'inaki',
    at: '125 09:30',
    title: 'Pompe immergée : le débit a baissé de 20 % en six mois. Usure ou colmatage ?',
    topics: ['sand', 'pumps'],
    body: "Forage de Larache 2, 45 m. L'intensité a baissé aussi, de 38 à 33 A. La crépine est propre à la caméra.",
    replies: [
      {
        by: 'salma',
        at: '125 11:00',
        accepted: '123 10:00',
        body: `
Débit **et** intensité en baisse : c'est l'usure des étages. Un colmatage à l'aspiration fait du bruit, une vanne qui se ferme fait
monter la pression.

Vérifie en dix minutes : ferme la vanne de refoulement et lis la pression à débit nul. Si elle a perdu plus de 10 % sur la courbe,
les roues sont usées.

*(In English: flow and current both down means worn stages; check the shut-off head.)*`,
        thanks: ['inaki', 'youssef'],
        insightful: ['priya', 'fenna'],
        replies: [{ by: 'inaki', at: '123 09:55', body: '7,1 bar au lieu de 8,3. On la sort la semaine prochaine.' }],
      },
    ],
  },
  {
    key: 'tahzir',
    kind: 'discussion',
    by: 'salma',
    at: '48 09:10',
    title: 'كيف نعرف أن المضخة تعمل على الجاف؟',
    topics: ['pumps', 'sand'],
    body: `
ثلاث علامات لاحظناها في محطة طنجة 2 قبل أن يتلف مانع التسرب:

1. ينخفض التيار فجأة بأكثر من الربع.
2. ترتفع حرارة غلاف المضخة خلال دقيقتين.
3. يختفي صوت الماء ويبقى صوت المحرك وحده.

اضبطوا حماية التيار الأدنى على 70 % من القيمة المعتادة. كلّفنا ذلك عشر دقائق لكل مضخة.`,
    thanks: ['youssef', 'inaki'],
    replies: [
      {
        by: 'youssef',
        at: '48 10:20',
        body: 'أحسنتِ. أضفتُ القيمة إلى بطاقة كل محطة. (For the others: undercurrent protection at 70 % of the usual current catches dry running in two seconds.)',
        thanks: ['salma', 'priya'],
      },
      {
        by: 'priya',
        at: '47 08:30',
        body: 'This should be standard for all submersibles, not only in the South. I take it to the seal people.',
        like: ['salma', 'youssef', 'gerd'],
      },
    ],
  },
  {
    key: 'solar-pump',
    kind: 'question',
    by: 'beatriz',
    at: '90 12:30',
    title: 'Pump on solar power starts and stops forty times on a cloudy morning. Does that hurt it?',
    topics: ['pumps'],
    body: 'Irrigation station in the Minho valley, 11 kW, converter without battery.',
    replies: [
      {
        by: 'salma',
        at: '90 14:00',
        accepted: '89 09:00',
        body: 'The motor does not mind, the converter starts it softly. The **check valve** does: forty slams. Set a minimum run speed (ours is 38 Hz), a wait of 10 minutes after each stop, and put in a valve with a damper. We went from forty starts to six.',
        thanks: ['beatriz'],
        insightful: ['fenna', 'priya'],
      },
    ],
  },
  {
    key: 'packing-or-seal',
    kind: 'discussion',
    by: 'youssef',
    at: '214 09:30',
    title: 'In defence of the packing: why we went back on two pumps',
    topics: ['pumps', 'sand'],
    body: 'Water with 120 mg/l of sand, nearest spare seal four days away. A packing drips, but I see it drip, and anybody can tighten it with a spanner. In two years: no failure, 40 drops a minute, €60 of rope.',
    like: ['inaki', 'salma', 'gerd'],
    insightful: ['priya'],
    replies: [
      {
        by: 'gerd',
        at: '213 07:20',
        body: 'I have sold seals in my head for thirty years, and I agree. The best part is the one that can be repaired where it stands.',
        celebrate: ['youssef', 'salma', 'inaki', 'fenna'],
      },
      {
        by: 'fenna',
        at: '212 10:00',
        body: 'Do you have the shaft sleeve as a wear part? On the bench the packing ate 0.4 mm in 3,000 hours.',
        replies: [
          {
            by: 'youssef',
            at: '212 11:15',
            body: 'Yes, coated sleeve, turned by a workshop in Tangier in one day.',
            thanks: ['fenna'],
          },
        ],
      },
    ],
  },
  {
    key: 'salt-cabinet',
    kind: 'question',
    by: 'inaki',
    at: '1 14:10',
    title: 'Control cabinet 300 m from the beach: filter fan or closed with a cooler?',
    topics: ['hydraulics', 'sand'],
    body: 'The filters are grey after three weeks, and behind them everything is white from salt.',
    replies: [
      {
        by: 'beatriz',
        at: '-6:40',
        body: 'Closed, air to air heat exchanger, double door seal. Our third year, contacts look like new. Costs €900 more and pays back with the first relay you do not change at night.',
        thanks: ['inaki'],
      },
    ],
  },
];
