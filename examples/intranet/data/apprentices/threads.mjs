// @ts-check

/** @type {readonly import('../sample.js').SampleThread[]} */
export const threads = [
  {
    key: 'welcome',
    kind: 'announcement',
    by: 'seun',
    at: '81 07:30',
    title: 'Welcome to the new year: who we are, and what the first twelve weeks look like',
    topics: ['training'],
    pinned: true,
    body: `
Weeks 1–4 filing, measuring, drilling in Emden. Weeks 5–8 electrics. Weeks 9–10 heights and rescue. Weeks 11–12 you choose: pump
workshop or blade yard.

Bring on day one: safety shoes, a pencil, and the courage to say "I have not understood". Introduce yourselves below!`,
    celebrate: ['jonas', 'claas', 'katharina', 'gerd'],
    replies: [
      {
        by: 'lina',
        at: '80 15:30',
        body: 'I am Lina, 19, from Leer. I repaired bicycles in a shop for two years. I want to know why things break.',
        celebrate: ['seun', 'jonas', 'fenna', 'gerd', 'ingrid'],
        replies: [
          {
            by: 'gerd',
            at: '79 07:00',
            body: 'Then come to the pump workshop. Here everything breaks, and always for a reason.',
            like: ['lina', 'seun', 'claas'],
          },
        ],
      },
    ],
  },
  {
    key: 'torque-order',
    kind: 'question',
    by: 'lina',
    at: '41 13:40',
    title: 'Why do I tighten a flange crosswise and in three steps, if the last step is the same torque anyway?',
    topics: ['tools', 'training'],
    body: 'In the bicycle shop we just went round. Mr Adeyemi says: ask here.',
    replies: [
      {
        by: 'luis',
        at: '41 14:10',
        accepted: '41 16:00',
        body: `
Because the first bolt you tighten fully **tilts** the flange, and the gasket there is crushed for ever. The others then pull against
that edge, and their torque goes into bending instead of clamping.

- three steps (30 %, 70 %, 100 %): the gasket sinks in evenly
- crosswise: the flange stays parallel
- then **once round** at 100 %: you will be surprised how many still turn

Try it on the training flange with four feeler gauges. Go round first, measure, then do it properly.`,
        thanks: ['lina', 'jonas'],
        insightful: ['fenna', 'seun'],
        replies: [
          {
            by: 'lina',
            at: '40 15:20',
            body: 'Tried it. Going round: 0.1 mm on one side, 0.6 on the other. Crosswise: 0.3 everywhere. Now I believe it.',
            celebrate: ['luis', 'seun', 'jonas', 'gerd'],
          },
        ],
      },
    ],
  },
  {
    key: 'berichtsheft',
    kind: 'question',
    by: 'lina',
    at: '27 14:20',
    title: 'Berichtsheft: wie ausführlich muss eine Woche sein?',
    topics: ['training'],
    body: 'Ich schreibe jede Woche zwei Seiten und brauche den halben Freitag dafür. Ist das richtig so?',
    replies: [
      {
        by: 'jonas',
        at: '27 15:00',
        accepted: '26 08:00',
        body: 'Eine halbe Seite reicht: was gemacht, womit, **was dabei schiefging**. Der letzte Punkt ist der, den der Prüfer liest. Eine Skizze pro Woche ist mehr wert als drei Absätze.',
        thanks: ['lina'],
        insightful: ['seun'],
      },
      {
        by: 'seun',
        at: '26 09:10',
        body: 'Jonas is right. And write it on the day itself, ten minutes, then Friday is free.',
        like: ['jonas', 'lina', 'claas'],
      },
    ],
  },
  {
    key: 'exam-shaft',
    kind: 'discussion',
    by: 'jonas',
    at: '19 16:45',
    title: 'Exam part 1: what I would practise again, and what never came up',
    topics: ['training'],
    body: `
Practise: fits (H7/k6 without the table!), reading a hydraulic diagram aloud, filing to 0.1 in twenty minutes.

Never came up: half of the belt drives chapter.

And sleep. I was the third in line and had been awake since four.`,
    thanks: ['lina', 'seun'],
    like: ['claas', 'mikkel'],
    replies: [
      { by: 'claas', at: '18 06:40', body: 'Bei mir war 1998 ein Keilriemen dran. Man weiß nie.', like: ['jonas'] },
      {
        by: 'lina',
        at: '18 14:00',
        body: 'Can you show me the diagram reading once? I still mix up the pressure relief and the pressure reducing valve.',
        replies: [
          {
            by: 'jonas',
            at: '17 07:30',
            body: 'Tomorrow after lunch, at the board in hall 2. Relief: looks at its *own inlet*. Reducing: looks at its *outlet*. That is nearly all.',
            thanks: ['lina'],
            insightful: ['fenna', 'ingrid'],
          },
        ],
      },
    ],
  },
  {
    key: 'seasick',
    kind: 'question',
    by: 'lina',
    at: '6 12:10',
    title: 'First week offshore in January, and I get seasick on a pedalo',
    topics: ['training', 'safety'],
    body: 'Should I say so, or does that end it before it began?',
    replies: [
      {
        by: 'anton',
        at: '6 16:20',
        accepted: '5 08:00',
        body: 'Say so. A third of us are. The skipper puts you aft in the middle, you look at the horizon, you eat dry bread *before*, and on the turbine it is over after ten minutes. What ends it is only hiding it, because then nobody looks out for you on the ladder.',
        thanks: ['lina', 'katharina', 'seun'],
        like: ['mikkel', 'jonas'],
      },
      {
        by: 'katharina',
        at: '5 09:30',
        body: 'And no tablets without the company doctor: some of them make you drowsy, and then you may not climb. She has ten minutes for you on Tuesday.',
        thanks: ['lina'],
      },
    ],
  },
  {
    key: 'tool-wall',
    kind: 'idea',
    by: 'jonas',
    at: '140 09:00',
    title: 'Paint the outline of each tool on the wall of hall 2',
    topics: ['tools'],
    body: 'We look for the 17 ring spanner for about ten minutes a day. I measured it, for a week. Two tins of paint and a Saturday.',
    like: ['claas', 'seun', 'luis', 'fenna'],
    replies: [
      {
        by: 'seun',
        at: '138 08:00',
        body: 'Done on Saturday by five of you, with pizza from the company. Missing since: one 17, which proves the point.',
        celebrate: ['jonas', 'claas', 'gerd', 'luis'],
      },
    ],
  },
  {
    key: 'feeler',
    kind: 'question',
    by: 'lina',
    at: '-4:50',
    title: 'Can I oil feeler gauges, or do they measure wrong then?',
    topics: ['tools'],
    body: 'They were rusty after the weekend in the yard.',
  },
];
