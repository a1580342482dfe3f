import type { SampleThread } from '../sample.js';

export const threads: readonly SampleThread[] = [
  {
    key: 'welcome',
    kind: 'announcement',
    by: 'seun',
    at: '81 07:30',
    title: 'Willkommen im neuen Jahrgang: wer wir sind und wie die ersten zwölf Wochen laufen',
    topics: ['lehrwerkstatt'],
    pinned: true,
    body: `
Woche 1 bis 4 Feilen, Messen, Bohren in Emden. Woche 5 bis 8 Elektrotechnik. Woche 9 und 10 Höhe und Rettung. Woche 11 und 12
sucht ihr euch aus: Pumpenwerkstatt oder Blatthof.

Am ersten Tag mitbringen: Sicherheitsschuhe, einen Bleistift und den Mut zu sagen: „Das habe ich nicht verstanden.“ Stellt euch
unten kurz vor!`,
    celebrate: ['jonas', 'claas', 'katharina', 'gerd'],
    replies: [
      {
        by: 'lina',
        at: '80 15:30',
        body: 'Ich bin Lina, 19, aus Leer. Zwei Jahre lang habe ich in einem Laden Fahrräder repariert. Ich will wissen, warum Dinge kaputtgehen.',
        celebrate: ['seun', 'jonas', 'fenna', 'gerd', 'ingrid'],
        replies: [
          {
            by: 'gerd',
            at: '79 07:00',
            body: 'Dann komm in die Pumpenwerkstatt. Bei uns geht alles kaputt, und immer aus einem Grund.',
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
    title: 'Warum zieht man einen Flansch über Kreuz in drei Stufen an, wenn die letzte doch dasselbe Drehmoment hat?',
    topics: ['lehrwerkstatt', 'tools'],
    body: 'Im Fahrradladen sind wir einfach einmal rundherum gegangen. Herr Adeyemi sagt: Frag hier.',
    replies: [
      {
        by: 'luis',
        at: '41 14:10',
        accepted: '41 16:00',
        body: `
Weil die erste voll angezogene Schraube den Flansch **kippt** und die Dichtung dort für immer gequetscht ist. Die anderen ziehen
dann gegen diese Kante, und ihr Drehmoment geht ins Biegen statt ins Klemmen.

- drei Stufen (30 %, 70 %, 100 %): die Dichtung setzt sich gleichmäßig
- über Kreuz: der Flansch bleibt parallel
- zum Schluss **einmal rundherum** mit 100 %: du wirst staunen, wie viele sich noch drehen

Probier es am Übungsflansch mit vier Fühlerlehren. Erst rundherum, messen, dann richtig.`,
        thanks: ['lina', 'jonas'],
        insightful: ['fenna', 'seun'],
        replies: [
          {
            by: 'lina',
            at: '40 15:20',
            body: 'Ausprobiert. Rundherum: 0,1 mm auf der einen Seite, 0,6 auf der anderen. Über Kreuz: überall 0,3. Jetzt glaube ich es.',
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
    topics: ['berichtsheft'],
    body: 'Ich schreibe jede Woche zwei Seiten und brauche den halben Freitag dafür. Ist das richtig so?',
    replies: [
      {
        by: 'jonas',
        at: '27 15:00',
        accepted: '26 08:00',
        body: 'Eine halbe Seite reicht: was gemacht, womit, **was dabei schiefging**. Der letzte Punkt ist der, den der Prüfer liest.',
        thanks: ['lina'],
        insightful: ['seun'],
        edited: {
          at: '26 17:30',
          body: 'Eine halbe Seite reicht: was gemacht, womit, **was dabei schiefging**. Der letzte Punkt ist der, den der Prüfer liest.\n\nNachtrag: Eine Skizze pro Woche ist mehr wert als drei Absätze.',
        },
      },
      {
        by: 'seun',
        at: '26 09:10',
        body: 'Jonas hat recht. Und am selben Tag schreiben, zehn Minuten, dann ist der Freitag frei.',
        like: ['jonas', 'lina', 'claas'],
      },
    ],
  },
  {
    key: 'exam-shaft',
    kind: 'discussion',
    by: 'jonas',
    at: '19 16:45',
    title: 'Abschlussprüfung Teil 1: was ich noch einmal üben würde und was nie drankam',
    topics: ['abschlusspruefung'],
    body: `
Üben: Passungen (H7/k6 ohne Tabelle!), einen Hydraulikplan laut vorlesen, in zwanzig Minuten auf 0,1 feilen.

Nie dran: die Hälfte vom Kapitel Riementriebe.

Und schlafen. Ich war als Dritter an der Reihe und seit vier Uhr wach.`,
    thanks: ['lina', 'seun'],
    like: ['claas', 'mikkel'],
    replies: [
      { by: 'claas', at: '18 06:40', body: 'Bei mir war 1998 ein Keilriemen dran. Man weiß nie.', like: ['jonas'] },
      {
        by: 'lina',
        at: '18 14:00',
        body: 'Zeigst du mir das Planlesen einmal, @[jonas]? Ich verwechsle immer noch Druckbegrenzungs- und Druckreduzierventil.',
        replies: [
          {
            by: 'jonas',
            at: '17 07:30',
            body: 'Morgen nach dem Essen, an der Tafel in Halle 2. Begrenzen: schaut auf den eigenen *Eingang*. Reduzieren: schaut auf den *Ausgang*. Das ist fast schon alles.',
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
    title: 'Bald die erste Woche auf See, und mir wird schon auf dem Tretboot schlecht',
    topics: ['safety', 'training'],
    body: 'Soll ich das sagen, oder ist es dann vorbei, bevor es angefangen hat?',
    replies: [
      {
        by: 'anton',
        at: '6 16:20',
        accepted: '5 08:00',
        body: 'Sag es. Uns geht es zu einem Drittel genauso. Der Skipper setzt dich achtern in die Mitte, du schaust auf den Horizont, isst *vorher* trockenes Brot, und auf der Anlage ist es nach zehn Minuten vorbei. Schluss ist nur, wenn du es verschweigst: Dann passt auf der Leiter niemand auf dich auf.',
        thanks: ['lina', 'katharina', 'seun'],
        like: ['mikkel', 'jonas'],
      },
      {
        by: 'katharina',
        at: '5 09:30',
        body: 'Und keine Tabletten ohne die Betriebsärztin: Manche machen müde, und müde darf niemand klettern. Am Dienstag hat sie zehn Minuten für dich.',
        thanks: ['lina'],
      },
    ],
  },
  {
    key: 'tool-wall',
    kind: 'idea',
    by: 'jonas',
    at: '140 09:00',
    title: 'Den Umriss jedes Werkzeugs an die Wand von Halle 2 malen',
    topics: ['tools', 'lehrwerkstatt'],
    body: 'Wir suchen am Tag ungefähr zehn Minuten nach dem 17er-Ringschlüssel. Ich habe es eine Woche lang gestoppt. Zwei Dosen Farbe und ein Samstag.',
    like: ['claas', 'seun', 'luis', 'fenna'],
    replies: [
      {
        by: 'seun',
        at: '138 08:00',
        body: 'Am Samstag erledigt, zu fünft, mit Pizza vom Betrieb. Seitdem fehlt: ein 17er. Was zu beweisen war.',
        celebrate: ['jonas', 'claas', 'gerd', 'luis'],
      },
    ],
  },
  {
    key: 'dial-or-laser',
    kind: 'question',
    by: 'jonas',
    at: '112 10:15',
    title: 'Ausrichten mit der Messuhr: wozu noch, wenn es den Laser gibt?',
    topics: ['alignment', 'abschlusspruefung'],
    body: 'In der Prüfung ist es die Messuhr, draußen habe ich noch keine gesehen.',
    replies: [
      {
        by: 'ingrid',
        at: '112 13:05',
        accepted: '111 07:40',
        body: `
I read German better than I write it, so in English: because the dial gauge *shows you what the laser assumes*.

- you turn the shaft by hand and feel the play in the bearings
- you see run-out, which the laser averages away
- its battery is never empty

Once you have drawn the four readings yourself you understand the picture on the laser's screen. After that, take the laser.`,
        thanks: ['jonas', 'seun'],
        insightful: ['luis', 'claas', 'fenna'],
      },
      {
        by: 'claas',
        at: '111 06:35',
        comment: true,
        body: 'Draußen hat jeder eine im Koffer. Man zeigt sie nur nicht her.',
        like: ['jonas', 'ingrid'],
      },
    ],
  },
  {
    key: 'feeler',
    kind: 'question',
    by: 'lina',
    at: '-4:50',
    title: 'Darf man Fühlerlehren einölen, oder messen sie dann falsch?',
    topics: ['tools'],
    body: 'Nach dem Wochenende im Hof waren sie rostig.',
  },
];
