import type { Identity } from '@copkit/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { builtIn } from '../../packages/core/src/registry.js';
import { fullNameOf, hostIdOf } from '../../packages/core/src/testing/organisation.js';
import { type World, worldOf } from '../../packages/core/src/testing/permissions/world.js';
import { shippedExtensions } from './extensions.js';
import { collected } from './heap.js';
import { idsOf, inputFor, kinds } from './inputs.js';
import { type Described, describedBy, garbage, mutated } from './requests.js';
import { queryOf, type Served, served } from './served.js';

// Requests made of the OpenAPI document that the server gives of itself: valid ones, valid ones gone wrong, and rubbish,
// from people of several standings. `COPKIT_FUZZ=100000` sends more, `COPKIT_FUZZ_SEED` others.

const REQUESTS = Number(process.env.COPKIT_FUZZ ?? 10_000);
const SEED = Number(process.env.COPKIT_FUZZ_SEED ?? 20_260_301);
const AT_ONCE = 8;
/** A cache of what was rendered and the documents that requests write may stay; a leak of each request would be more. */
const MOST_GROWTH_PER_REQUEST = 3_000;

const SECRETS = { host: hostIdOf('Mia'), note: 'quartzmarker', text: 'obsidianmarker' };

/** What administrators call to tell a person everything about them: it is there to say what nothing else says. */
const FOR_THE_PRIVACY_OFFICE = new Set(['privacy.exportOf']);

interface Persona {
  readonly name: string;
  readonly identity: Identity | null;
  /** May they read the private community? */
  readonly inside: boolean;
}

async function planted(): Promise<{ world: World; server: Served; personas: readonly Persona[]; hidden: World }> {
  const extensions = await shippedExtensions();
  const world = await worldOf('member', 'open', undefined, extensions);
  world.keep();
  const { org } = world;
  const bo = org.as('Bo');
  const { id: communityId } = await bo.communities.create({
    name: 'Vault',
    purpose: SECRETS.text,
    visibility: 'private',
  });
  const thread = await bo.threads.start({ communityId, kind: 'question', title: SECRETS.text, body: SECRETS.text });
  const reply = await bo.threads.reply({ threadId: thread.id, body: SECRETS.text });
  await bo.threads.flag({ postId: reply.id, reason: 'other', note: SECRETS.note });
  await org.as('Mia').threads.flag({ postId: world.mine.replyId, reason: 'other', note: SECRETS.note });
  await bo.practices.create({ communityId, title: SECRETS.text, steps: [SECRETS.text] });
  const posts = { ...world.theirs, threadId: thread.id, replyId: reply.id };
  const person = (name: string, more: Partial<Identity> = {}): Identity => ({
    hostId: hostIdOf(name),
    name: fullNameOf(name),
    ...more,
  });
  return {
    world,
    server: await served(org.cop),
    hidden: { ...world, communityId, theirs: posts, mine: posts },
    personas: [
      { name: 'a member', identity: world.identity, inside: false },
      { name: 'a stranger', identity: person('Zoe'), inside: false },
      { name: 'a guest of nobody', identity: null, inside: false },
      { name: 'an administrator', identity: person('Root', { admin: true }), inside: false },
      { name: 'the founder of the vault', identity: person('Bo'), inside: true },
    ],
  };
}

/** What nobody outside may be told, and what nobody at all may be told. */
function leaksIn(text: string, persona: Persona, sent: string): string[] {
  const told = (secret: string) => text.includes(secret) && !sent.includes(secret);
  return [
    ...(told(SECRETS.host) ? ['a host id'] : []),
    ...(!persona.inside && told(SECRETS.text) ? ['a private text'] : []),
    ...(!persona.inside && told(SECRETS.note) ? ['a note for the staff'] : []),
    ...(/at .+\.(ts|js):\d+|node_modules|SQLITE|postgres:\/\//.test(text) ? ['an inside of the server'] : []),
  ];
}

test(
  `${REQUESTS} requests of seed ${SEED}: no fault, no leak, no growth, a store in order`,
  async () => {
    console.log(`fuzz: ${REQUESTS} requests, COPKIT_FUZZ_SEED=${SEED}`);
    const { world, hidden, server, personas } = await planted();
    const extensions = await shippedExtensions();
    const operations = [builtIn, ...extensions].flatMap((each) => each.operations ?? []);
    const described = await describedBy(server.url, operations);
    const ids = [idsOf(world, world.mine), idsOf(hidden, hidden.theirs)].flatMap((some) =>
      kinds.map((kind) => some[kind]),
    );
    const inputOf = fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom('valid', 'foreign') },
      { weight: 10, arbitrary: fc.constant('mutated') },
      { weight: 3, arbitrary: fc.constant('garbage') },
    );
    const requests = fc.sample(
      fc.record({
        operation: fc.constantFrom(...described),
        // Nobody at all is refused before anything is looked at: a few of these are enough.
        persona: fc.constantFrom(...personas, ...personas.filter(({ identity }) => identity !== null)),
        how: inputOf,
        change: mutated(ids),
        rubbish: garbage,
        get: fc.boolean(),
        key: fc.option(fc.string({ maxLength: 70 }), { nil: undefined, freq: 8 }),
      }),
      { numRuns: REQUESTS, seed: SEED },
    );
    const wrong: unknown[] = [];
    const statuses = new Map<number, number>();
    const input = (operation: Described, how: string, change: (value: unknown) => unknown): unknown => {
      const from = how === 'foreign' ? hidden : world;
      const valid = inputFor(operation, from, from.mine);
      return how === 'mutated' ? change(structuredClone(valid)) : valid;
    };
    const send = async ({ operation, persona, how, change, rubbish, get, key }: (typeof requests)[number]) => {
      // Whoever is erased, or whose community is gone, answers nothing any more.
      if (operation.name === 'people.erase' && how !== 'garbage') return;
      const value = how === 'garbage' ? null : input(operation, how, change);
      const text = how === 'garbage' ? rubbish : (JSON.stringify(value) ?? 'null');
      const headers: Record<string, string> = {
        ...(persona.identity && { 'x-test-identity': encodeURIComponent(JSON.stringify(persona.identity)) }),
        ...(key !== undefined && /^[\x21-\x7e]+$/.test(key) && { 'idempotency-key': key }),
      };
      const query = how === 'garbage' ? encodeURIComponent(rubbish.slice(0, 2_000)) : queryOf(value);
      const byGet = get && operation.kind === 'read' && query.length < 8_000;
      const response = await fetch(`${server.url}${operation.path}${byGet ? `?${query}` : ''}`, {
        ...(byGet
          ? { headers }
          : { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: text }),
      });
      const answer = await response.text();
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
      const disclosing = FOR_THE_PRIVACY_OFFICE.has(operation.name) && persona.identity?.admin === true;
      const leaks = disclosing ? [] : leaksIn(answer, persona, text);
      const described = operation.statuses.has(String(response.status)) || operation.statuses.has('default');
      if (response.status >= 500 || leaks.length > 0 || !described) {
        const sent = byGet ? query : text;
        wrong.push({
          operation: operation.name,
          persona: persona.name,
          how,
          sent: sent.slice(0, 600),
          leaks,
          answer: answer.slice(0, 600),
          status: response.status,
        });
      }
    };
    const run = async (some: typeof requests) => {
      const queue = some.values();
      await Promise.all(
        Array.from({ length: AT_ONCE }, async () => {
          for (const each of queue) await send(each);
        }),
      );
    };
    // What is loaded and kept once is not growth.
    const warm = Math.floor(requests.length / 4);
    await run(requests.slice(0, warm));
    const before = await collected();
    await run(requests.slice(warm));
    const growth = (await collected()) - before;
    const faults = server.faults.splice(0).map((fault) => String((fault as Error).cause ?? fault));
    expect({ wrong: wrong.slice(0, 10), faults: faults.slice(0, 10) }).toEqual({ wrong: [], faults: [] });
    expect(growth / (requests.length - warm)).toBeLessThan(MOST_GROWTH_PER_REQUEST);
    // Rubbish alone would show nothing: enough of it must be understood.
    expect(statuses.get(200)).toBeGreaterThan(REQUESTS / 20);
    expect((await world.org.cop.check()).findings).toEqual([]);
    console.log(
      `fuzz: ${JSON.stringify(Object.fromEntries([...statuses].sort()))}, heap ${Math.round(growth / 1_000)} kB more`,
    );
  },
  // On demand a hundred times as many.
  120_000 + REQUESTS * 20,
);
