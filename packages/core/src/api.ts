import type { AdoptionsApi } from './adoptions/api.js';
import type { CommunitiesApi } from './communities/api.js';
import type { DraftsApi } from './drafts/api.js';
import type { ExpertsApi } from './experts/api.js';
import type { InboxApi } from './inbox/api.js';
import type { Watch } from './live/api.js';
import type { MembershipApi } from './membership/api.js';
import type { MetricsApi } from './metrics/api.js';
import type { InterventionsApi, OutcomesApi } from './outcomes/api.js';
import type { PeopleApi, UnitsApi } from './people/api.js';
import type { PracticesApi } from './practices/api.js';
import type { RoutingApi } from './routing/api.js';
import type { SearchApi } from './search/api.js';
import type { SubjectsApi } from './subjects/api.js';
import type { ThreadsApi } from './threads/api.js';
import type { TopicsApi } from './topics/api.js';
import type { UsageApi } from './usage/api.js';

/**
 * Everything a person may call, the same in process (`cop.as(identity)`) and over HTTP (`connect`).
 * Extensions add their own part:
 * ```ts
 * declare module '@copkit/core' { interface CopkitApi { polls: PollsApi } }
 * ```
 */
export interface CopkitApi {
  readonly people: PeopleApi;
  readonly units: UnitsApi;
  readonly topics: TopicsApi;
  readonly communities: CommunitiesApi;
  readonly membership: MembershipApi;
  readonly threads: ThreadsApi;
  readonly practices: PracticesApi;
  readonly adoptions: AdoptionsApi;
  readonly subjects: SubjectsApi;
  readonly search: SearchApi;
  readonly drafts: DraftsApi;
  readonly inbox: InboxApi;
  readonly routing: RoutingApi;
  readonly usage: UsageApi;
  readonly experts: ExpertsApi;
  readonly metrics: MetricsApi;
  readonly outcomes: OutcomesApi;
  readonly interventions: InterventionsApi;
  readonly watch: Watch;
  /** Whether an operation, such as `knowledge.listTerms`, can be called here: what extensions bring, not every server has. */
  readonly offers: (operation: string) => Promise<boolean>;
}
