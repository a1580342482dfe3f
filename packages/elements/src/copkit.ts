/**
 * All elements for a page: those that most pages have at once, each of the others when the first of it stands there.
 */
import './provider/provider.js';
import './community-list/community-list.js';
import './community-card/community-card.js';
import './member-list/member-list.js';
import './thread-list/thread-list.js';
import './thread/thread.js';
import './composer/composer.js';
import { loadOnArrival } from './arrivals.js';

loadOnArrival({
  'cop-practice': () => import('./practice/practice.js'),
  'cop-practice-library': () => import('./practice-library/practice-library.js'),
  'cop-adoption': () => import('./adoption/adoption.js'),
  'cop-page-discussion': () => import('./page-discussion/page-discussion.js'),
  'cop-context': () => import('./context/context.js'),
  'cop-inbox': () => import('./inbox/inbox.js'),
  'cop-metric': () => import('./metric/metric.js'),
  'cop-survival': () => import('./survival/survival.js'),
  'cop-outcome-series': () => import('./outcome-series/outcome-series.js'),
  'cop-expert-finder': () => import('./expert-finder/expert-finder.js'),
  'cop-expert-card': () => import('./expert-card/expert-card.js'),
  'cop-ask-an-expert': () => import('./ask-an-expert/ask-an-expert.js'),
  'cop-my-expertise': () => import('./my-expertise/my-expertise.js'),
  'cop-knowledge-map': () => import('./knowledge-map/knowledge-map.js'),
  'cop-lorenz': () => import('./lorenz/lorenz.js'),
  'cop-network': () => import('./network/network.js'),
  'cop-backlog': () => import('./backlog/backlog.js'),
  'cop-dashboard': () => import('./dashboard/dashboard.js'),
  'cop-value-matrix': () => import('./value-matrix/value-matrix.js'),
  'cop-realist-table': () => import('./realist-table/realist-table.js'),
  'cop-life-cycle': () => import('./life-cycle/life-cycle.js'),
  'cop-outcomes-matrix': () => import('./outcomes-matrix/outcomes-matrix.js'),
});
