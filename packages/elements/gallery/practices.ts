import type { CopkitApi } from '@copkit/core';
import '../src/adoption/adoption.js';
import '../src/context/context.js';
import '../src/page-discussion/page-discussion.js';
import '../src/practice-library/practice-library.js';
import '../src/practice/practice.js';
import { createCommunity } from '../src/testing/community.js';
import { makePractice, PROCEDURE } from '../src/testing/practices.js';

const DAY = 24 * 60;
const HREF = 'practice-href="#{id}" thread-href="#{id}" person-href="#{id}" subject-href="#{id}"';

/** Shows what a community knows after half a year: practices in every state, and units that work by them. */
export const addPractices = async (add: (title: string, api: CopkitApi, markup: string) => void): Promise<void> => {
  const community = await createCommunity({}, 220);
  const { id, ada, bruno, claire, dev, eva } = community;
  const { practice, threadId } = await makePractice(community);
  const practiceId = practice.id;
  const adopted = [
    await bruno.adoptions.adopt({ practiceId }),
    await claire.adoptions.adopt({ practiceId, mode: 'adapted' }),
  ];
  community.wait(100 * DAY);
  for (const { id: adoptionId } of adopted) await ada.adoptions.advance({ adoptionId, to: 'sustained' });
  const [first] = adopted;
  if (first)
    await bruno.adoptions.claimBenefit({
      adoptionId: first.id,
      hours: { low: 20, mid: 60, high: 1_200 },
      note: 'Two trips less to each machine',
    });
  const fork = await bruno.practices.fork({ practiceId, title: 'Warm oil in the field, without a heater' });
  await ada.practices.approve({ practiceId: fork.id });
  await bruno.practices.offerBack({ practiceId: fork.id, note: 'Works from 40 °C on, and spares the heater.' });
  const write = (title: string, kind: 'method' | 'case' | 'tool', topics: string[], by = ada) =>
    by.practices.create({
      communityId: id,
      title,
      kind,
      topics,
      problem: 'The balancing machine shows a different result each time, and nobody knows which one holds.',
      steps: ['Let the rotor rest overnight.', 'Measure twice.', 'Write down the temperature.'],
    });
  const old = await write('Weigh the rotor before balancing it', 'method', ['balancing']);
  const newer = await write('Rest the rotor overnight before balancing', 'method', ['balancing']);
  await bruno.adoptions.adopt({ practiceId: newer.id, state: 'trial' });
  await claire.adoptions.adopt({ practiceId: newer.id });
  await ada.practices.revise({ practiceId: newer.id, context: 'Rotors above 2 t.', note: 'For heavy rotors only' });
  await claire.adoptions.abandon({
    adoptionId: (await claire.practices.get({ practiceId: newer.id })).yours?.id ?? '',
    reason: 'The hall is never the same temperature overnight.',
  });
  await ada.practices.supersede({ practiceId: old.id, byPracticeId: newer.id });
  const waiting = await write('Schwingungsüberwachungsanlagenkalibrierungsnachweis ausfüllen', 'tool', [], dev);
  await write('Half-frequency whirl in Bremen, 2019', 'case', ['bearings', 'vibration']);
  await bruno.subjects.discuss({ communityId: id, subject: PROCEDURE, body: 'Step 3 is hard to read on a phone.' });
  await ada.subjects.discuss({ communityId: id, subject: PROCEDURE, body: 'Which part of it? I can **shorten** it.' });
  const empty = await createCommunity();

  const about = `community="${id}" subject="${PROCEDURE.key}" subject-title="${PROCEDURE.title}"`;
  add('practice library', ada, `<cop-practice-library community="${id}" ${HREF}></cop-practice-library>`);
  add('practice library empty', empty.ada, `<cop-practice-library community="${empty.id}"></cop-practice-library>`);
  add('practice proven', ada, `<cop-practice practice="${practiceId}" ${HREF}></cop-practice>`);
  add('practice of another unit', bruno, `<cop-practice practice="${newer.id}" ${HREF}></cop-practice>`);
  add('practice in review', ada, `<cop-practice practice="${waiting.id}" ${HREF}></cop-practice>`);
  add('practice superseded', dev, `<cop-practice practice="${old.id}" ${HREF}></cop-practice>`);
  add('practice written', ada, `<cop-practice id="written" practice="${newer.id}"></cop-practice>`);
  add('adoption', claire, `<cop-adoption practice="${practiceId}" ${HREF}></cop-adoption>`);
  add('adoption of an older version', bruno, `<cop-adoption practice="${newer.id}"></cop-adoption>`);
  add('adoption begins', bruno, `<cop-adoption practice="${waiting.id}"></cop-adoption>`);
  add('adoption offered', claire, `<cop-adoption practice="${newer.id}"></cop-adoption>`);

  add('page discussion', claire, `<cop-page-discussion ${about} ${HREF}></cop-page-discussion>`);
  add(
    'page discussion empty',
    claire,
    `<cop-page-discussion community="${id}" subject="machine:M7"></cop-page-discussion>`,
  );
  add('context', dev, `<cop-context ${about} topics="bearings" ${HREF}></cop-context>`);
  add('context unknown', eva, `<cop-context community="${empty.id}" subject="machine:M7"></cop-context>`);
  add('thread answer to practice', ada, `<cop-thread thread="${threadId}" ${HREF}></cop-thread>`);
};

const button = async (host: Element | null, text: (label: string) => boolean): Promise<HTMLElement> => {
  for (;;) {
    const found = [...(host?.shadowRoot?.querySelectorAll('button') ?? [])].find((one) => text(one.textContent.trim()));
    if (found) return found;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
};

/** What only shows after a click. */
export const openParts = async (): Promise<void> => {
  (await button(document.querySelector('#written'), (label) => /^(Edit|Bearbeiten|تعديل|تحرير)/.test(label))).click();
};
