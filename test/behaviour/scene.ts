import type { Community, CopkitApi, Thread } from '@copkit/core';
import { afterEach, beforeEach, describe } from 'vitest';
import { ADA, BOB, EVE, type World, worlds } from './worlds.js';

type Founding = Parameters<CopkitApi['communities']['create']>[0];

/** Three people, and what they begin with; anew for each test. */
export interface Scene {
  readonly ada: CopkitApi;
  readonly bob: CopkitApi;
  readonly eve: CopkitApi;
  idOf(person: CopkitApi): Promise<string>;
  /** A community of Ada's. */
  create(more?: Partial<Founding>): Promise<Community>;
  /** A question of Ada's, in a community that Bob has joined. */
  question(): Promise<{ readonly community: Community; readonly thread: Thread }>;
}

/** The same tests wherever copkit runs: in process and over HTTP, on every store. */
export function inEveryWorld(define: (scene: Scene) => void): void {
  describe.each(Object.entries(worlds))('%s', (_, make) => {
    let world: World;
    let [ada, bob, eve]: CopkitApi[] = [];
    beforeEach(async () => {
      world = await make();
      [ada, bob, eve] = [ADA, BOB, EVE].map(world.as);
    });
    afterEach(() => world.close());

    const scene: Scene = {
      get ada() {
        return ada as CopkitApi;
      },
      get bob() {
        return bob as CopkitApi;
      },
      get eve() {
        return eve as CopkitApi;
      },
      idOf: async (person) => (await person.people.getMe()).id,
      create: (more = {}) =>
        scene.ada.communities.create({
          name: 'Rotor dynamics',
          purpose: 'Quieter rotors',
          topics: ['vibration'],
          ...more,
        }),
      async question() {
        const community = await scene.create();
        await scene.bob.membership.join({ communityId: community.id });
        const thread = await scene.ada.threads.start({
          communityId: community.id,
          kind: 'question',
          title: 'Why does the rotor hum?',
          body: 'At **3,000** rpm',
          topics: ['vibration'],
        });
        return { community, thread };
      },
    };
    define(scene);
  });
}
