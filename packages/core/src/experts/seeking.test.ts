import { describe, expect, test } from 'vitest';
import { expertise } from '../expertise/expertise.js';
import { foundCommunity, organisation, startThread } from '../testing/organisation.js';

const first = ({ name }: { readonly name: string | null }) => name?.split(' ')[0];

/** Bo answered about vibration, Cy about bearings; neither wrote any of the other labels. */
async function scene() {
  const org = await organisation({ extensions: [expertise()] });
  await org.admin.topics.define({ prefLabel: 'vibration', altLabels: ['hum', 'Schwingung'] });
  const { id: communityId } = await foundCommunity(org, 'Ada', {}, ['Bo', 'Cy', 'Eve']);
  const answered = async (who: string, title: string, topic: string) => {
    const { id: threadId } = await startThread(org.as('Ada'), communityId, { title, body: '-', topics: [topic] });
    return (await org.as(who).threads.reply({ threadId, role: 'answer', body: 'Like this.' })).id;
  };
  await answered('Bo', 'The shaft shakes', 'vibration');
  await answered('Cy', 'Which bearings last?', 'bearings');
  const found = async (text: string) => (await org.as('Ada').experts.find({ text })).items;
  const names = async (text: string) => (await found(text)).map(({ person }) => first(person));
  return { org, communityId, answered, found, names };
}

describe('a text that names a topic by another label', () => {
  test('looks for the topic, as if it had been chosen', async () => {
    const { org, names } = await scene();
    for (const text of ['Why does the rotor hum?', 'Schwingung am Rotor', 'SCHWINGUNG?']) {
      expect(await names(text), text).toEqual(['Bo']);
    }
    const chosen = (await org.as('Ada').experts.find({ topics: ['hum'] })).items;
    expect(chosen.map(({ person }) => first(person))).toEqual(['Bo']);
    expect(await names('human rotors')).toEqual([]);
    expect(await names('Which bearings?')).toEqual(['Cy']);
  });

  test('looks for it also by the label of what was merged into it', async () => {
    const { org, answered, names } = await scene();
    await org.admin.topics.define({ prefLabel: 'imbalance' });
    await answered('Eve', 'The fan walks', 'imbalance');
    await org.admin.knowledge.mergeTopics({ from: 'imbalance', into: 'vibration' });
    expect((await names('imbalance')).sort()).toEqual(['Bo', 'Eve']);
    expect((await names('hum')).sort()).toEqual(['Bo', 'Eve']);
  });

  test('looks for it by what it is called now, whatever its id was made of', async () => {
    const { org, names } = await scene();
    await org.as('Eve').expertise.declare({ topic: 'vibration' });
    await org.cop.jobs.run();
    expect((await names('vibration')).sort()).toEqual(['Bo', 'Eve']);
    await org.admin.topics.define({ id: 'vibration', prefLabel: 'Oscillation', rename: true });
    expect((await names('oscillation')).sort()).toEqual(['Bo', 'Eve']);
    // The old label stays until somebody takes it away.
    expect(await names('vibration')).toContain('Eve');
    await org.admin.topics.define({ id: 'vibration', prefLabel: 'Oscillation', altLabels: ['hum'] });
    expect(await names('vibration')).toEqual(['Bo']);
  });

  test('asks those who know about it', async () => {
    const { communityId, org } = await scene();
    const { people } = await org.as('Ada').routing.preview({ communityId, title: 'Why does the rotor hum?' });
    expect(people.filter(({ slot }) => slot === 'evidence').map(({ person }) => first(person))).toContain('Bo');
    expect(people.find(({ person }) => first(person) === 'Bo')?.reasons).toMatchObject([{ title: 'The shaft shakes' }]);
    await org.as('Eve').expertise.declare({ topic: 'vibration' });
    await org.cop.jobs.run();
    const again = await org.as('Ada').routing.preview({ communityId, title: 'Why does the rotor hum?' });
    expect(again.people.filter(({ slot }) => slot === 'declared').map(({ person }) => first(person))).toEqual(['Eve']);
    await org.as('Eve').experts.hideTopic({ topic: 'vibration' });
    const hidden = await org.as('Ada').routing.preview({ communityId, title: 'Why does the rotor hum?' });
    expect(hidden.people.map(({ person }) => first(person))).not.toContain('Eve');
  });
});

describe('what its author says is not about a topic', () => {
  test('does not count where the topic is typed, by any label', async () => {
    const { org, answered, names, found } = await scene();
    const itemId = await answered('Eve', 'Vibration of the shaft: a hum', 'vibration');
    expect((await names('vibration')).sort()).toEqual(['Bo', 'Eve']);
    await org.as('Eve').expertise.declare({ topic: 'vibration' });
    await org.cop.jobs.run();
    await org.as('Eve').expertise.dispute({ itemId, topic: 'vibration' });
    for (const text of ['vibration', 'hum', 'Schwingung']) {
      const eve = (await found(text)).find(({ person }) => first(person) === 'Eve');
      expect(eve, text).toMatchObject({ evidenceCount: 0, badges: { inferred: null, declared: { pending: true } } });
      expect((await org.as('Eve').experts.listMine({ text })).items, text).toEqual([]);
    }
    const why = await org.as('Eve').expertise.listWhy({ topic: 'vibration' });
    expect(why.items.map(({ kind }) => kind)).toEqual(['declared']);
    expect((await org.as('Eve').experts.listMine({ text: 'shaft' })).items).toMatchObject([{ itemId }]);
  });
});
