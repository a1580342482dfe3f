import { afterEach, describe, expect, it } from 'vitest';
import { fill, follow, inside, press, sees } from './visitor.js';
import { type World, worlds } from './worlds.js';

describe.each(Object.entries(worlds))('two people %s', (_name, openWorld) => {
  let world: World;

  afterEach(() => world.close());

  it('ask, answer and accept, and see at once what the other does', async () => {
    world = await openWorld();
    const ada = await world.open('ada');
    await follow(ada, 'Rotor dynamics');
    const bruno = await world.open('bruno');
    await follow(bruno, 'Rotor dynamics');

    await press(bruno, 'Join');
    expect(await sees(ada, 'cop-member-list', '::-p-text(Bruno Keller)')).toBe(true);

    await fill(ada, 'Title', 'Why does the rotor hum?');
    await fill(ada, 'Text', 'At **3,000 rpm**, since Monday.');
    await press(ada, 'Ask');
    expect(await sees(ada, 'cop-thread', '::-p-text(3,000 rpm)')).toBe(true);

    await follow(bruno, 'Why does the rotor hum?');
    // The page's own composer, for another question, has a text too.
    await inside(bruno, 'cop-thread', 'textbox', 'Text').fill('Look for a *cracked* blade root.');
    await press(bruno, 'Answer');

    expect(await sees(ada, 'cop-thread', '::-p-text(Look for a)')).toBe(true);
    await press(ada, 'Accept answer');
    expect(await sees(bruno, 'cop-thread', '::-p-text(Accepted answer)')).toBe(true);
    expect(await sees(bruno, 'cop-thread-list', '.badge.positive')).toBe(true);

    await bruno.reload();
    await follow(bruno, 'Rotor dynamics');
    await follow(bruno, 'Why does the rotor hum?');
    expect(await sees(bruno, 'cop-thread', '::-p-text(Look for a)')).toBe(true);
    expect(await sees(bruno, 'cop-thread', '::-p-text(Accepted answer)')).toBe(true);
    expect(world.faults).toEqual([]);
  });
});
