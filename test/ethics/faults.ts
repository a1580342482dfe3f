import type { Operation } from '../../packages/core/src/operations/operation.js';
import { isListOfPeople, isPerson, mapsIn, numbersIn, type Part, partsOf, peopleIn } from './answers.js';

/**
 * Operations that tell of a community or the organisation as a whole. Nobody is named in their answers, whatever the
 * role of who asks. Others are known by what they answer: it says how many people stand behind it.
 */
const FIGURES =
  /^(?:metrics|usage|outcomes|ledger)\.|^knowledge\.(?:getMap|getRisk)$|^surveys\.get(?:Results|Across)$|^stories\.getMatrix$|^lifeCycle\.|^routing\.getOutcomes$/;

/** What they say of people all the same: who decided something or answers for it, in that office. */
const IN_OFFICE: Readonly<Record<string, readonly string[]>> = {
  lifeCycle: ['owner', 'by'],
};

/** Who agreed to be named there, each for themselves. */
const CONSENTED: Readonly<Record<string, readonly string[]>> = {
  'knowledge.getRisk': ['keyPeople'],
};

/** What tells people of themselves: whoever asks, of nobody else. */
const OWN: readonly string[] = ['metrics.getMyTies', 'ownActivity.get', 'privacy.getMine'];

/** Numbers that stand beside somebody, and what they are of, by part of the API. */
const NUMBERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  communities: { memberCount: 'the community', threadCount: 'the community' },
  threads: { replyCount: 'the thread', answerCount: 'the thread', reactionCount: 'the thread' },
  practices: { version: 'the practice' },
  subjects: {
    version: 'the practice',
    replyCount: 'the thread',
    answerCount: 'the thread',
    reactionCount: 'the thread',
  },
  routing: { round: 'the invitation' },
  experts: { evidenceCount: 'the question asked: how much speaks for them, of those who agreed to be found' },
  privacy: { counts: 'what an administrator did with documents' },
  mentoring: {
    capacity: 'the offer, as its mentor set it',
    free: 'the offer',
    sessionsPlanned: 'the pair, for the two and who matches them',
    sessionsHeld: 'the pair, for the two and who matches them',
  },
  ideas: { approvals: 'the idea' },
  lifeCycle: { target: 'the community', value: 'the community', gap: 'the community' },
  provisioning: { version: 'the record of the directory' },
};

/** Lists of people, and in which order they come: none by what they did, but for the answer to a question. */
const LISTS: Readonly<Record<string, string>> = {
  'people.search': 'by name',
  'communities.create': 'facilitators, by name',
  'communities.get': 'facilitators, by name',
  'communities.update': 'facilitators, by name',
  'communities.archive': 'facilitators, by name',
  'communities.unarchive': 'facilitators, by name',
  'membership.list': 'by name',
  'membership.listRequests': 'by time',
  'membership.getHistory': 'what was decided about a membership, by time',
  'threads.start': 'who is mentioned, as in the text',
  'threads.reply': 'who is mentioned, as in the text',
  'threads.edit': 'who is mentioned, as in the text',
  'threads.get': 'who is mentioned, as in the text',
  'threads.listReplies': 'who is mentioned, as in the text',
  'threads.preview': 'who is mentioned, as in the text',
  'threads.getHistory': 'versions of a post, by time',
  'practices.listVersions': 'versions of a practice, by time',
  'search.find': 'what matches a query, with its author',
  'inbox.list': "one's own, by time",
  'routing.preview': 'who would be asked a question; of those who agreed to be found',
  'routing.previewRound': 'who would be asked a question; of those who agreed to be found',
  'routing.route': 'who is asked a question; of those who agreed to be found',
  'routing.list': 'who was asked a question, by time',
  'experts.find': 'the answer to a question, never kept; of those who agreed to be found',
  'privacy.listPendingErasures': 'by time',
  'privacy.listHolds': 'by time',
  'privacyOffice.getErasures': 'who was erased, for the operator',
  'moderation.listSanctions': 'by time',
  'moderation.listSuspensions': 'by time',
  'expertise.getProfile': 'who endorsed somebody, to whom the person lets see it',
  'expertise.getMine': "one's own endorsements",
  'expertise.getEscalation': 'leads of units, by unit',
  'mentoring.suggestMentors': 'who offers to be a mentor for a topic',
  'mentoring.listOffers': 'who offers to be a mentor',
  'mentoring.listDeclared': 'milestones that wait to be confirmed, by time',
  'moderation.listQueue': 'cases, by time',
  'moderation.listAudit': 'what moderators did, by time',
  'moderation.listOrganisationAudit': 'what administrators did, by time',
  'provisioning.listUsers': 'the directory, by id, for the directory',
  'provisioning.listPeople': 'the directory, by id, for administrators',
};
/** The same wherever it stands. */
const ANYWHERE: Readonly<Record<string, string>> = {
  corroborators: 'who was asked to confirm a story, as they were asked',
};

const partOf = (name: string) => name.slice(0, name.indexOf('.'));

/** Tells of people together: it is listed, or says how many stand behind its figures. */
export const givesFigures = ({ name, kind }: Operation, parts: readonly Part[]): boolean =>
  kind === 'read' && (FIGURES.test(name) || parts.some(({ fields }) => 'nPersons' in fields));

/** A person's card stands at the end of the field that has it. */
const inOffice = (name: string, { path }: Part): boolean =>
  [...(IN_OFFICE[partOf(name)] ?? []), ...(CONSENTED[name] ?? [])].includes(lastOf(path));
const lastOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1).replace(/\[\]$/, '');

/** What operations would tell of single people that nobody has looked at and found right. */
export function faultsOf(operations: readonly Operation[]): string[] {
  return operations.flatMap((operation) => {
    const { name, input, output } = operation;
    if (OWN.includes(name)) {
      const others = partsOf(input).flatMap(peopleIn);
      return others.length > 0 ? [`${name} can be asked about somebody else: ${others}.`] : [];
    }
    const parts = partsOf(output);
    const figures = givesFigures(operation, parts);
    return parts.flatMap((part) => {
      const where = `${name} at "${part.path}"`;
      const people = peopleIn(part);
      const faults: string[] = [];
      if (figures) {
        const named = people.filter((field) => !IN_OFFICE[partOf(name)]?.includes(field));
        if (named.length > 0) faults.push(`${where} names people beside figures: ${named}.`);
        if (isPerson(part) && !inOffice(name, part)) faults.push(`${where} is a person among figures.`);
        if (mapsIn(part).length > 0) faults.push(`${where} has figures under any name: ${mapsIn(part)}.`);
      }
      const numbers = people.length > 0 || isPerson(part) ? numbersIn(part) : [];
      const known = NUMBERS[partOf(name)] ?? {};
      for (const number of numbers) if (!(number in known)) faults.push(`${where} has "${number}" beside a person.`);
      if (!figures && isListOfPeople(part) && !(name in LISTS) && !(lastOf(part.path) in ANYWHERE))
        faults.push(`${where} is a list of people, and nobody has looked at its order.`);
      return faults;
    });
  });
}
