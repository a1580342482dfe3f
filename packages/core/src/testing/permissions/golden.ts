import type { Visibility } from '../../index.js';
import type { StandingName } from './world.js';

export interface Golden {
  readonly operation: string;
  readonly standing: StandingName;
  readonly visibility: Visibility;
  /** Whether the post, or the membership, is the caller's own. */
  readonly mine: boolean;
  readonly expected: 'allowed' | 'forbidden' | 'not-found';
}

/** What must hold whatever the operations declare; written by hand, so that a wrong declaration is noticed. */
const TABLE = `
communities.get        none         private  theirs  not-found
communities.get        none         closed   theirs  allowed
communities.get        invited      private  theirs  allowed
communities.get        removed      private  theirs  not-found
communities.update     member       open     theirs  forbidden
communities.update     steward      open     theirs  forbidden
communities.update     facilitator  private  theirs  allowed
communities.update     none         private  theirs  not-found
communities.archive    sponsor      closed   theirs  allowed
communities.archive    expert       closed   theirs  forbidden
communities.archive    admin        open     theirs  forbidden
membership.join        none         open     theirs  allowed
membership.join        none         private  theirs  not-found
membership.join        left         private  theirs  not-found
membership.approve     member       open     theirs  forbidden
membership.approve     facilitator  closed   theirs  allowed
membership.invite      sponsor      private  theirs  allowed
membership.remove      sponsor      open     theirs  forbidden
membership.setRoles    steward      open     theirs  forbidden
membership.appoint     sponsor      private  theirs  allowed
membership.appoint     admin        private  theirs  allowed
membership.appoint     steward      open     theirs  forbidden
membership.end         facilitator  open     theirs  forbidden
routing.preview        none         open     theirs  forbidden
routing.preview        member       private  theirs  allowed
routing.list           member       open     theirs  forbidden
routing.list           member       open     mine    allowed
routing.list           facilitator  private  theirs  allowed
routing.decline        none         open     theirs  forbidden
membership.list        none         closed   theirs  forbidden
membership.list        none         open     theirs  allowed
membership.list        invited      private  theirs  forbidden
membership.listRequests member      open     theirs  forbidden
membership.getHistory  member       open     theirs  forbidden
membership.getHistory  member       open     mine    allowed
threads.get            none         open     theirs  allowed
threads.get            none         closed   theirs  forbidden
threads.get            requested    closed   theirs  forbidden
threads.get            guest        private  theirs  allowed
threads.get            admin        private  theirs  not-found
threads.get            system       private  theirs  allowed
threads.start          none         open     theirs  forbidden
threads.reply          none         open     theirs  forbidden
threads.reply          guest        private  theirs  allowed
threads.reply          dormant      closed   theirs  allowed
threads.reply          removed      open     theirs  forbidden
threads.edit           member       open     theirs  forbidden
threads.edit           member       open     mine    allowed
threads.edit           removed      private  mine    not-found
threads.edit           left         closed   mine    forbidden
threads.withdraw       facilitator  open     theirs  forbidden
threads.withdraw       member       private  mine    allowed
threads.hide           steward      open     theirs  forbidden
threads.hide           member       open     mine    forbidden
threads.hide           facilitator  open     theirs  allowed
threads.accept         expert       open     theirs  forbidden
threads.accept         member       open     mine    allowed
threads.setPinned      steward      closed   theirs  allowed
threads.setPinned      expert       closed   theirs  forbidden
threads.listFlags      member       open     theirs  forbidden
threads.listFlags      steward      open     theirs  forbidden
practices.create       none         open     theirs  forbidden
practices.create       guest        private  theirs  allowed
practices.get          none         closed   theirs  forbidden
practices.get          none         open     theirs  allowed
practices.submit       facilitator  open     theirs  forbidden
practices.submit       member       private  mine    allowed
practices.approve      member       open     mine    forbidden
practices.approve      expert       private  theirs  allowed
practices.revise       member       open     theirs  forbidden
practices.revise       member       open     mine    allowed
practices.revise       removed      open     mine    forbidden
practices.retire       expert       open     theirs  forbidden
practices.retire       steward      closed   theirs  allowed
adoptions.adopt        none         open     theirs  forbidden
adoptions.adopt        guest        private  theirs  allowed
adoptions.advance      member       open     theirs  forbidden
adoptions.advance      member       open     mine    allowed
adoptions.claimBenefit facilitator  open     theirs  forbidden
adoptions.list         none         private  theirs  not-found
subjects.get           none         closed   theirs  forbidden
subjects.discuss       none         open     theirs  forbidden
topics.define          member       open     theirs  forbidden
topics.define          admin        open     theirs  allowed
people.import          facilitator  open     theirs  forbidden
people.erase           member       open     theirs  forbidden
people.erase           member       open     mine    allowed
experts.find           none         private  theirs  allowed
experts.setConsent     none         open     theirs  allowed
activity.list          facilitator  open     theirs  forbidden
activity.list          admin        private  theirs  not-found
activity.list          system       private  theirs  allowed
metrics.get            member       open     theirs  forbidden
metrics.get            steward      open     theirs  forbidden
metrics.get            sponsor      private  theirs  allowed
metrics.get            facilitator  closed   theirs  allowed
metrics.get            admin        private  theirs  allowed
metrics.get            none         private  theirs  not-found
outcomes.get           member       open     theirs  forbidden
outcomes.get           sponsor      private  theirs  allowed
outcomes.importRows    steward      open     theirs  forbidden
outcomes.importRows    admin        private  theirs  allowed
interventions.record   member       open     theirs  forbidden
interventions.record   sponsor      closed   theirs  allowed
interventions.list     none         closed   theirs  forbidden
interventions.list     none         open     theirs  allowed
moderation.listQueue   member       open     theirs  forbidden
moderation.listQueue   steward      open     theirs  forbidden
moderation.listQueue   facilitator  private  theirs  allowed
moderation.listQueue   admin        private  theirs  not-found
moderation.hide        member       open     mine    forbidden
moderation.release     steward      closed   theirs  forbidden
moderation.mute        sponsor      open     theirs  forbidden
moderation.mute        admin        private  theirs  allowed
moderation.ban         expert       open     theirs  forbidden
moderation.ban         none         private  theirs  not-found
moderation.suspend     facilitator  open     theirs  forbidden
moderation.suspend     sponsor      open     theirs  forbidden
moderation.suspend     admin        open     theirs  allowed
moderation.getMine     none         private  theirs  not-found
moderation.listAudit   sponsor      open     theirs  forbidden
moderation.listAudit   admin        private  theirs  allowed
moderation.listOrganisationAudit facilitator open theirs forbidden
expertise.endorse      member       private  theirs  allowed
expertise.endorse      none         open     theirs  forbidden
expertise.endorse      none         private  theirs  not-found
expertise.endorse      left         closed   theirs  forbidden
expertise.dispute      left         open     theirs  forbidden
expertise.getProfile   none         private  theirs  allowed
expertise.setLead      sponsor      open     theirs  forbidden
expertise.setLead      admin        open     theirs  allowed
expertise.getEscalation facilitator open     theirs  forbidden
routing.route          member       open     theirs  forbidden
routing.route          member       open     mine    allowed
routing.route          facilitator  private  theirs  allowed
routing.previewRound   expert       open     theirs  forbidden
routing.handOn         none         open     theirs  forbidden
routing.getOutcomes    member       open     theirs  forbidden
routing.getOutcomes    sponsor      closed   theirs  allowed
routing.getOutcomes    admin        private  theirs  allowed
stories.create         none         open     theirs  forbidden
stories.create         guest        private  theirs  allowed
stories.revise         facilitator  open     theirs  forbidden
stories.revise         member       closed   mine    allowed
stories.publish        facilitator  open     theirs  forbidden
stories.publish        sponsor      open     theirs  forbidden
stories.publish        member       open     mine    allowed
stories.setConsent     facilitator  private  theirs  forbidden
stories.withdraw       admin        open     theirs  forbidden
stories.list           none         open     theirs  allowed
stories.list           none         closed   theirs  forbidden
stories.getMatrix      member       open     theirs  forbidden
stories.getMatrix      sponsor      private  theirs  allowed
surveys.defineInstrument facilitator open    theirs  forbidden
surveys.defineInstrument admin      open     theirs  allowed
surveys.plan           sponsor      open     theirs  forbidden
surveys.plan           facilitator  closed   theirs  allowed
surveys.respond        none         open     theirs  forbidden
surveys.respond        dormant      private  theirs  allowed
surveys.release        member       open     theirs  forbidden
surveys.getResults     none         open     theirs  forbidden
surveys.getResults     member       private  theirs  allowed
surveys.getAcross      facilitator  open     theirs  forbidden
realist.record         member       open     theirs  forbidden
realist.record         facilitator  private  theirs  allowed
realist.getTable       steward      open     theirs  forbidden
lifeCycle.get          member       open     theirs  forbidden
lifeCycle.get          sponsor      closed   theirs  allowed
lifeCycle.decide       sponsor      open     theirs  forbidden
lifeCycle.decide       facilitator  open     theirs  allowed
lifeCycle.setTarget    sponsor      private  theirs  allowed
lifeCycle.get          none         private  theirs  not-found
mentoring.request      none         open     theirs  forbidden
mentoring.request      guest        private  theirs  allowed
mentoring.get          member       open     theirs  forbidden
mentoring.get          member       open     mine    allowed
mentoring.get          sponsor      open     theirs  forbidden
mentoring.get          facilitator  private  theirs  allowed
mentoring.list         sponsor      open     theirs  forbidden
mentoring.accept       facilitator  open     theirs  forbidden
mentoring.accept       removed      open     mine    forbidden
mentoring.listNotes    facilitator  open     theirs  forbidden
mentoring.listNotes    admin        private  theirs  not-found
mentoring.listNotes    member       closed   mine    allowed
mentoring.writeNote    facilitator  open     theirs  forbidden
mentoring.defineMilestone member    open     theirs  forbidden
mentoring.defineMilestone steward   closed   theirs  allowed
mentoring.confirmMilestone member   open     theirs  forbidden
mentoring.confirmMilestone member   open     mine    allowed
mentoring.confirmMilestone facilitator private theirs allowed
mentoring.confirmMilestone admin    open     theirs  forbidden
ideas.submit           none         open     theirs  forbidden
ideas.vote             guest        private  theirs  allowed
ideas.decide           steward      open     theirs  forbidden
ideas.decide           member       open     mine    forbidden
ideas.decide           sponsor      closed   theirs  allowed
ideas.implement        member       open     theirs  forbidden
ideas.implement        member       open     mine    allowed
ideas.withdraw         facilitator  open     theirs  forbidden
ideas.list             none         closed   theirs  forbidden
ideas.list             none         open     theirs  allowed
imports.thread         facilitator  open     theirs  forbidden
imports.community      admin        open     theirs  forbidden
`;

export const golden: readonly Golden[] = TABLE.trim()
  .split('\n')
  .map((row) => {
    const [operation = '', standing, visibility, whose, expected] = row.trim().split(/\s+/);
    return { operation, standing, visibility, mine: whose === 'mine', expected } as Golden;
  });
