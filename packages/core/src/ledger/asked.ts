import type { Verdict } from '../metrics/api.js';
import type { ReadContext, WriteContext } from '../operations/context.js';
import type { Hook } from '../operations/hooks.js';
import type { Operation } from '../operations/operation.js';
import { isParticipant } from '../operations/policy.js';
import type { AskingRole, LedgerEntry } from './api.js';
import { gatheringOf } from './gathering.js';
import { askingRoles } from './records.js';

/** What tells of a community as a whole, besides figures and outcomes. A test finds what is missing here. */
const QUESTIONS: readonly string[] = [
  'activity.list',
  'knowledge.getMap',
  'knowledge.getRisk',
  'lifeCycle.get',
  'realist.getTable',
  'routing.getOutcomes',
  'stories.getMatrix',
  'surveys.getResults',
];

/** Whose people see its answer together: one community, or all that it lists. */
const OF_ALL = 'metrics.getOrganisation';

/** Whether an operation tells of the members of a community together. */
export const isQuestion = ({ name, kind }: Operation): boolean =>
  kind === 'read' && (QUESTIONS.includes(name) || /^(?:metrics|outcomes)\.get(?!MyTies$)/.test(name));

/** After each such operation, also one that comes with another extension. */
export function ledgerHooks(operations: ReadonlyMap<string, Operation>): readonly Hook[] {
  return [...operations.values()].filter(isQuestion).map(({ name }) => ({
    operation: name,
    after(context, input, result) {
      const role = roleOf(context);
      const entry = role && entryOf(name, role, context.now, input as Input, result);
      if (!entry) return;
      const gathering = gatheringOf(context.kit);
      if (context.community) gathering.note(context.community.id, entry);
      else if (name === OF_ALL) {
        const { communities } = result as { readonly communities: readonly { readonly communityId: string }[] };
        for (const { communityId } of communities) gathering.note(communityId, { ...entry, given: 1 });
      }
    },
  }));
}

/** `null`: not in a role of theirs, as a member who looks at what everybody may see, or by copkit on the way. */
function roleOf({ actor, membership }: ReadContext | WriteContext): AskingRole | null {
  if (actor.kind === 'system') return actor.name === 'copkit' ? null : 'system';
  const roles: readonly string[] = isParticipant(membership) ? (membership?.roles ?? []) : [];
  return askingRoles.find((role) => roles.includes(role)) ?? (actor.admin ? 'admin' : null);
}

type Input = Readonly<Record<string, unknown>>;

/** What the thing is called that the question is about; the first that the input has. */
const ABOUT = ['metric', 'view', 'seriesId', 'waveId', 'surveyId'] as const;
const UNSAID: readonly string[] = ['communityId', 'window', 'from', 'to', 'limit', 'after', 'before', ...ABOUT];
const LONGEST = 200;

/** `null` for the later pages of an answer. */
function entryOf(question: string, role: AskingRole, now: string, input: Input, result: unknown): LedgerEntry | null {
  if (input.after !== undefined || input.before !== undefined) return null;
  const about = ABOUT.map((name) => input[name]).find((value) => typeof value === 'string') ?? null;
  const window = input.window ?? (typeof input.from === 'string' ? `${input.from}/${input.to ?? ''}` : null);
  const narrowed = Object.entries(input)
    .filter(([name, value]) => !UNSAID.includes(name) && value !== undefined && value !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const counts = { ok: 0, suppressed: 0, insufficient: 0 };
  for (const verdict of verdictsIn(result)) counts[verdict] += 1;
  return {
    day: now.slice(0, 10),
    role,
    question,
    about: about as string | null,
    window: window === null ? null : String(window),
    narrowed: narrowed.length > 0 ? narrowed.join(' ').slice(0, LONGEST) : null,
    count: 1,
    given: counts.ok,
    suppressed: counts.suppressed,
    insufficient: counts.insufficient,
  };
}

const VERDICTS: readonly unknown[] = ['ok', 'suppressed', 'insufficient'] satisfies Verdict[];

/** Of a figure its own, of several figures that of each; what a figure is broken down to is part of it. */
function verdictsIn(answer: unknown): Verdict[] {
  if (typeof answer !== 'object' || answer === null) return [];
  if ('status' in answer && VERDICTS.includes(answer.status)) return [answer.status as Verdict];
  return Object.values(answer).flatMap(verdictsIn);
}
