import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Adoption, CopkitError, type Practice } from '../index.js';
import { type Organisation, organisation } from '../testing/organisation.js';
import { answered, type Colleague, colleague, DAY, shop, unitOf } from '../testing/practices.js';

interface Step {
  readonly who: Colleague;
  readonly what: string;
  readonly which: number;
  readonly other: number;
}

interface Scene {
  readonly communityId: string;
  readonly replyId: string;
  readonly practices: string[];
  readonly adoptions: string[];
  /** The unit of each adoption, and the unit each practice comes from. */
  readonly comesFrom: Map<string, string | null>;
}

const pick = <T>(from: readonly T[], which: number): T => {
  if (from.length === 0) throw new CopkitError('not-found', 'There is none yet.');
  return from[which % from.length] as T;
};

type Doing = (org: Organisation, scene: Scene, step: Step) => Promise<Practice | Adoption | unknown>;

/** Keeps what a step made for later ones. */
const kept = (scene: Scene, practice: Practice): Practice => {
  scene.practices.push(practice.id);
  scene.comesFrom.set(practice.id, practice.unit);
  return practice;
};
const heldBy = (scene: Scene, adoption: Adoption): Adoption => {
  if (!scene.adoptions.includes(adoption.id)) scene.adoptions.push(adoption.id);
  return adoption;
};

const doings: Readonly<Record<string, Doing>> = {
  create: async (org, scene, { who, which }) =>
    kept(
      scene,
      await colleague(org, who).practices.create({
        communityId: scene.communityId,
        title: `By ${who}`,
        steps: [`Do ${which}.`],
        draft: which % 3 === 0,
      }),
    ),
  fromReply: async (org, scene, { who }) =>
    kept(scene, await colleague(org, who).practices.fromReply({ replyId: scene.replyId })),
  revise: (org, { practices }, { who, which, other }) =>
    colleague(org, who).practices.revise({ practiceId: pick(practices, which), steps: [`Better ${other}.`] }),
  submit: (org, { practices }, { who, which }) =>
    colleague(org, who).practices.submit({ practiceId: pick(practices, which) }),
  discard: (org, { practices }, { who, which }) =>
    colleague(org, who).practices.discard({ practiceId: pick(practices, which) }),
  approve: (org, { practices }, { who, which }) =>
    colleague(org, who).practices.approve({ practiceId: pick(practices, which) }),
  confirm: (org, { practices }, { who, which }) =>
    colleague(org, who).practices.confirm({ practiceId: pick(practices, which) }),
  setSteward: async (org, { practices }, { who, which, other }) =>
    colleague(org, who).practices.setSteward({
      practiceId: pick(practices, which),
      stewardId: await org.idOf(pick(Object.keys(unitOf), other)),
    }),
  supersede: (org, { practices }, { who, which, other }) =>
    colleague(org, who).practices.supersede({
      practiceId: pick(practices, which),
      byPracticeId: pick(practices, other),
    }),
  retire: (org, { practices }, { who, which }) =>
    colleague(org, who).practices.retire({ practiceId: pick(practices, which) }),
  fork: async (org, scene, { who, which }) =>
    kept(scene, await colleague(org, who).practices.fork({ practiceId: pick(scene.practices, which) })),
  offerBack: (org, { practices }, { who, which }) =>
    colleague(org, who).practices.offerBack({ practiceId: pick(practices, which) }),
  merge: (org, { practices }, { who, which, other }) =>
    colleague(org, who).practices.merge({ practiceId: pick(practices, which), forkId: pick(practices, other) }),
  adopt: async (org, scene, { who, which, other }) => {
    const state = pick(['adopted', 'trial', 'considering', 'adopted'] as const, other);
    return heldBy(
      scene,
      await colleague(org, who).adoptions.adopt({ practiceId: pick(scene.practices, which), state }),
    );
  },
  advance: (org, { adoptions }, { who, which, other }) =>
    colleague(org, who).adoptions.advance({
      adoptionId: pick(adoptions, which),
      to: pick(['sustained', 'adopted', 'trial'] as const, other),
    }),
  abandon: (org, { adoptions }, { who, which }) =>
    colleague(org, who).adoptions.abandon({ adoptionId: pick(adoptions, which) }),
  upgrade: (org, { adoptions }, { who, which }) =>
    colleague(org, who).adoptions.upgrade({ adoptionId: pick(adoptions, which) }),
  claim: (org, { adoptions }, { who, which, other }) =>
    colleague(org, who).adoptions.claimBenefit({
      adoptionId: pick(adoptions, which),
      hours: { low: other, mid: other + 1, high: other + 2 },
    }),
  corroborate: (org, { adoptions }, { who, which }) =>
    colleague(org, who).adoptions.corroborate({ adoptionId: pick(adoptions, which) }),
  wait: async (org, _scene, { which }) => org.clock.forward((which % 2 ? 95 : 400) * DAY),
  jobs: (org) => org.cop.jobs.run(),
};

/** What may follow on what; said once more, and not read from the code. */
const PRACTICE: Readonly<Record<string, readonly string[]>> = {
  none: ['draft', 'inReview', 'good'],
  draft: ['inReview', 'good', 'none'],
  inReview: ['good', 'retired'],
  good: ['proven', 'needsReview', 'superseded', 'retired'],
  proven: ['good', 'needsReview', 'superseded', 'retired'],
  needsReview: ['good', 'proven', 'superseded', 'retired'],
  superseded: ['retired'],
  retired: [],
};
const ADOPTION: Readonly<Record<string, readonly string[]>> = {
  none: ['considering', 'trial', 'adopted'],
  considering: ['trial', 'adopted', 'abandoned'],
  trial: ['adopted', 'abandoned'],
  adopted: ['sustained', 'abandoned'],
  sustained: ['abandoned'],
  abandoned: ['considering', 'trial', 'adopted'],
};

interface Seen {
  readonly practices: ReadonlyMap<string, { state: string; version: number }>;
  readonly adoptions: ReadonlyMap<string, { state: string; version: number; practiceId: string; unit: string }>;
}

async function look(org: Organisation, { practices, adoptions }: Scene): Promise<Seen> {
  const { system } = org;
  const seen = { practices: new Map(), adoptions: new Map() };
  for (const practiceId of practices) {
    const found = await system.practices.get({ practiceId }).catch(() => null);
    if (found) seen.practices.set(practiceId, { state: found.state, version: found.version });
  }
  for (const adoptionId of adoptions) {
    const { state, version, practiceId, unit } = await system.adoptions.get({ adoptionId });
    seen.adoptions.set(adoptionId, { state, version, practiceId, unit: unit.id });
  }
  return seen;
}

function compare(before: Seen, after: Seen, scene: Scene, step: string): Set<string> {
  const reached = new Set<string>();
  for (const id of scene.practices) {
    const [from, to] = [before.practices.get(id), after.practices.get(id)];
    const [was, is] = [from?.state ?? 'none', to?.state ?? 'none'];
    if (was !== is) expect(PRACTICE[was], `${step} takes a practice from ${was} to ${is}`).toContain(is);
    if (to) reached.add(to.state);
    if (from && to) expect([from.version, from.version + 1], `${step} on versions`).toContain(to.version);
  }
  for (const [id, { state, version, practiceId, unit }] of after.adoptions) {
    const from = before.adoptions.get(id);
    const was = from?.state ?? 'none';
    if (was !== state) expect(ADOPTION[was], `${step} takes an adoption from ${was} to ${state}`).toContain(state);
    reached.add(state);
    expect(scene.comesFrom.get(practiceId), `${step}: whose is it`).not.toBe(unit);
    const current = after.practices.get(practiceId)?.version ?? 0;
    expect(version).toBeLessThanOrEqual(current);
    const began = was !== state && state !== 'sustained' && state !== 'abandoned';
    if (began) expect(version, `${step} begins with the current version`).toBe(current);
  }
  return reached;
}

/** So that units get far with some practices before they end. */
const OFTEN = [
  'create',
  'adopt',
  'adopt',
  'adopt',
  'advance',
  'advance',
  'advance',
  'advance',
  'wait',
  'confirm',
  'confirm',
];

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    who: fc.constantFrom(...(Object.keys(unitOf) as Colleague[]), 'Ada', 'Ada'),
    what: fc.constantFrom(...Object.keys(doings), ...OFTEN),
    which: fc.nat({ max: 5 }),
    other: fc.nat({ max: 5 }),
  }),
  { minLength: 40, maxLength: 80 },
);
const EXPECTED = new Set(['conflict', 'forbidden', 'not-found', 'invalid']);

test('whatever units do, practices and adoptions go through their states alone, and the store is in order', {
  timeout: 120_000,
}, async () => {
  const reached = new Set<string>();
  let done = 0;
  await fc.assert(
    fc.asyncProperty(steps, async (script) => {
      const org = await organisation();
      const there = await shop(org);
      const { reply } = await answered(there);
      const scene: Scene = {
        communityId: there.community.id,
        replyId: reply.id,
        practices: [],
        adoptions: [],
        comesFrom: new Map(),
      };
      const { id: practiceId } = kept(scene, await there.ada.practices.fromReply({ replyId: reply.id }));
      for (const unit of [there.bo, there.cy]) heldBy(scene, await unit.adoptions.adopt({ practiceId }));
      let before = await look(org, scene);
      for (const step of script) {
        try {
          await doings[step.what]?.(org, scene, step);
          done++;
        } catch (error) {
          if (!(error instanceof CopkitError && EXPECTED.has(error.code))) throw error;
        }
        const after = await look(org, scene);
        for (const state of compare(before, after, scene, step.what)) reached.add(state);
        before = after;
      }
      expect((await org.cop.check()).findings).toEqual([]);
    }),
    { seed: 20260105, numRuns: 25 },
  );
  expect(done).toBeGreaterThan(300);
  expect([...reached].sort()).toEqual(
    [...new Set([...Object.keys(PRACTICE), ...Object.keys(ADOPTION)])].filter((state) => state !== 'none').sort(),
  );
});
