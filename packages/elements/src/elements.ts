import { CopAdoption } from './adoption/adoption.component.js';
import { CopAskAnExpert } from './ask-an-expert/ask-an-expert.component.js';
import { CopBacklog } from './backlog/backlog.component.js';
import { CopCommunityCard } from './community-card/community-card.component.js';
import { CopCommunityList } from './community-list/community-list.component.js';
import { CopComposer } from './composer/composer.component.js';
import { CopContext } from './context/context.component.js';
import { CopDashboard } from './dashboard/dashboard.component.js';
import { CopExpertCard } from './expert-card/expert-card.component.js';
import { CopExpertFinder } from './expert-finder/expert-finder.component.js';
import { CopInbox } from './inbox/inbox.component.js';
import { CopKnowledgeMap } from './knowledge-map/knowledge-map.component.js';
import { CopLifeCycle } from './life-cycle/life-cycle.component.js';
import { CopLorenz } from './lorenz/lorenz.component.js';
import { CopMemberList } from './member-list/member-list.component.js';
import { CopMetric } from './metric/metric.component.js';
import { CopMyExpertise } from './my-expertise/my-expertise.component.js';
import { CopNetwork } from './network/network.component.js';
import { CopOutcomeSeries } from './outcome-series/outcome-series.component.js';
import { CopOutcomesMatrix } from './outcomes-matrix/outcomes-matrix.component.js';
import { CopPageDiscussion } from './page-discussion/page-discussion.component.js';
import { CopPractice } from './practice/practice.component.js';
import { CopPracticeLibrary } from './practice-library/practice-library.component.js';
import { CopProvider } from './provider/provider.component.js';
import { CopRealistTable } from './realist-table/realist-table.component.js';
import { define } from './register.js';
import { CopSurvival } from './survival/survival.component.js';
import { CopThread } from './thread/thread.component.js';
import { CopThreadList } from './thread-list/thread-list.component.js';
import { CopValueMatrix } from './value-matrix/value-matrix.component.js';

const ELEMENTS = {
  'cop-provider': CopProvider,
  'cop-community-list': CopCommunityList,
  'cop-community-card': CopCommunityCard,
  'cop-member-list': CopMemberList,
  'cop-thread-list': CopThreadList,
  'cop-composer': CopComposer,
  'cop-thread': CopThread,
  'cop-practice': CopPractice,
  'cop-practice-library': CopPracticeLibrary,
  'cop-adoption': CopAdoption,
  'cop-page-discussion': CopPageDiscussion,
  'cop-context': CopContext,
  'cop-inbox': CopInbox,
  'cop-metric': CopMetric,
  'cop-survival': CopSurvival,
  'cop-outcome-series': CopOutcomeSeries,
  'cop-expert-finder': CopExpertFinder,
  'cop-expert-card': CopExpertCard,
  'cop-ask-an-expert': CopAskAnExpert,
  'cop-my-expertise': CopMyExpertise,
  'cop-knowledge-map': CopKnowledgeMap,
  'cop-lorenz': CopLorenz,
  'cop-network': CopNetwork,
  'cop-backlog': CopBacklog,
  'cop-dashboard': CopDashboard,
  'cop-value-matrix': CopValueMatrix,
  'cop-outcomes-matrix': CopOutcomesMatrix,
  'cop-realist-table': CopRealistTable,
  'cop-life-cycle': CopLifeCycle,
};

/**
 * Registers all elements, with a suffix as `<cop-thread-SUFFIX>` and so on: the way to have this version on a page where
 * another one already holds the plain names.
 */
export const registerElements = (suffix?: string): void => {
  for (const [tag, element] of Object.entries(ELEMENTS)) define(tag, element, suffix);
};
