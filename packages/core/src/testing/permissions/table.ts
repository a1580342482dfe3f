import type { Visibility } from '../../index.js';
import type { Operation } from '../../operations/operation.js';
import { allows } from '../../operations/policy.js';
import { membershipOf, type StandingName, visibilities } from './world.js';

const COLUMNS: readonly { readonly head: string; readonly standing: StandingName; readonly owner?: boolean }[] = [
  { head: 'anybody', standing: 'none' },
  { head: 'invited', standing: 'invited' },
  { head: 'guest', standing: 'guest' },
  { head: 'member', standing: 'member' },
  { head: 'expert', standing: 'expert' },
  { head: 'steward', standing: 'steward' },
  { head: 'facilitator', standing: 'facilitator' },
  { head: 'sponsor', standing: 'sponsor' },
  { head: "one's own", standing: 'member', owner: true },
  { head: 'administrator', standing: 'admin' },
];

const WHERE: Readonly<Record<string, string>> = {
  '': '',
  open: 'open',
  'open,closed': 'listed',
  'open,closed,private': '●',
};

const INTRODUCTION = `# Who may do what

Computed from what the operations declare; a test compares this page with the code, and calls every operation in every
standing. After a change of a declaration: \`UPDATE_DOCS=1 npx vitest run packages/core/src/operations\`.

- **●** allowed, whatever the community's visibility; **listed** in open and closed communities; **open** in open ones only.
- *One's own* is what a member wrote, asked, or is concerned by; it says what that adds. Practices and
  adoptions are the community's: they are nobody's own who is not a member. Dormant members may do what
  members may. Who asked to join, declined, left or was removed may do what anybody may.
- Where a private community must stay unknown, a refusal says that there is no such community.
- The system (jobs and importers) may do everything; what no column allows is for the system alone.
- In an archived community only \`communities.unarchive\`, \`membership.leave\` and reading go on.
- Rules beside the policy: only facilitators, stewards and sponsors start announcements; who was removed comes back by
  invitation only; the last facilitator leaves, or gives up the role, only when there is another.
- With moderation, who is muted writes nothing in the community, who is banned is no member of it, and who is suspended
  calls nothing at all; facilitators do none of it to each other. See [moderation](moderation.md).
`;

/** The permission table of the documentation, in Markdown. */
export function permissionTable(operations: readonly Operation[]): string {
  const parts = new Map<string, Operation[]>();
  for (const operation of operations) {
    const part = operation.name.slice(0, operation.name.indexOf('.'));
    parts.set(part, [...(parts.get(part) ?? []), operation]);
  }
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const heads = ['operation', ...COLUMNS.map(({ head }) => head), ''];
  const sections = [...parts].map(([part, of]) => {
    const rows = of.map((operation) =>
      row([`\`${operation.name}\``, ...COLUMNS.map((column) => cell(operation, column)), operation.summary]),
    );
    return [
      `## ${part}`,
      '',
      row(heads),
      row(heads.map((_, at) => (at === 0 || !heads[at] ? '---' : ':-:'))),
      ...rows,
    ].join('\n');
  });
  return `${[INTRODUCTION, ...sections].join('\n')}\n`.replaceAll('\n## ', '\n\n## ').replaceAll('\n\n\n', '\n\n');
}

function cell(operation: Operation, { standing, owner = false }: (typeof COLUMNS)[number]): string {
  const actor = { kind: 'person', id: 'p', admin: standing === 'admin' } as const;
  const community = (visibility: Visibility) => (operation.community ? { visibility } : null);
  const membership = operation.community ? membershipOf(standing) : null;
  const where = visibilities.filter((visibility) =>
    allows(operation.allow, { actor, community: community(visibility), membership, owner }),
  );
  return WHERE[where.join()] ?? where.join(', ');
}
