import type { CopkitApi } from '@copkit/core';
import '../src/ask-an-expert/ask-an-expert.js';
import '../src/community-card/community-card.js';
import '../src/community-list/community-list.js';
import '../src/composer/composer.js';
import '../src/expert-card/expert-card.js';
import '../src/expert-finder/expert-finder.js';
import '../src/inbox/inbox.js';
import '../src/knowledge-map/knowledge-map.js';
import '../src/member-list/member-list.js';
import '../src/metric/metric.js';
import '../src/my-expertise/my-expertise.js';
import '../src/outcome-series/outcome-series.js';
import '../src/provider/provider.js';
import '../src/survival/survival.js';
import '../src/thread-list/thread-list.js';
import '../src/thread/thread.js';
import { withOperations } from '../src/testing/community.js';
import { createExperts } from '../src/testing/experts.js';
import { withKnowledge } from '../src/testing/knowledge.js';
import { createMeasured } from '../src/testing/measured.js';
import { createCommunity, fill } from './content.js';
import { addDashboards } from './dashboards.js';
import { addPractices, openParts } from './practices.js';

const never = () => new Promise(() => undefined);
const unavailable = () =>
  Promise.reject(
    Object.assign(new Error('The server cannot be reached.'), {
      name: 'CopkitError',
      code: 'unavailable',
      field: null,
    }),
  );

const add = (title: string, api: CopkitApi, markup: string): void => {
  const section = document.createElement('section');
  const heading = document.createElement('h2');
  heading.textContent = title;
  const provider = document.createElement('cop-provider');
  provider.api = api;
  provider.innerHTML = markup;
  section.append(heading, provider);
  section.id = title.replaceAll(/\W+/g, '-');
  document.querySelector('main')?.append(section);
};

const community = await createCommunity({
  domain: 'Rotating machinery from 1 to 60 MW',
  audience: 'Engineers and technicians',
  mandate: 'Half a day a month; keeps the balancing guideline.',
});
const threads = await fill(community);
const { id, ada, bruno, eva, dev } = community;
const second = await bruno.communities.create({
  name: 'Lubrication',
  purpose: 'Oil, grease and everything that keeps surfaces apart, from the pump to the sump.',
  visibility: 'closed',
  joinPolicy: 'request',
  topics: ['oil'],
});
const third = await bruno.communities.create({
  name: 'Ersatzteilbeschaffungsprozessverbesserung',
  purpose: 'Spare parts arrive before they are needed.',
  type: 'project',
});
await eva.membership.join({ communityId: second.id, message: 'I buy your oil and would like to know what it is for.' });
await dev.membership.join({ communityId: second.id });
const { id: claireId } = await community.claire.people.getMe();
await bruno.membership.invite({ communityId: second.id, personId: claireId });
const unbroken = await createCommunity({
  name: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
  purpose: 'https://intranet.example/wiki/'.padEnd(240, 'abcdefghijklmnopqrstuvwxyz0123456789'),
  topics: ['Schwingungsüberwachungsanlagenkalibrierungsnachweisvorlagen', 'Öl', 'oil', 'bearings', 'seals'],
});
const long = await unbroken.dev.threads.start({
  communityId: unbroken.id,
  kind: 'question',
  title: 'Rechtsschutzversicherungsgesellschaftenkraftfahrzeughaftpflichtversicherungsunterlagenprüfung'.repeat(2),
  topics: ['Schwingungsüberwachungsanlagenkalibrierungsnachweisvorlagen'],
  body: `${'0123456789abcdef'.repeat(16)}\n\n| ${Array.from({ length: 12 }, (_, at) => `column-${at}`).join(' | ')} |\n|${'-|'.repeat(12)}\n| ${'10.000.000 | '.repeat(12)}`,
});
const empty = await createCommunity();
const failing = withOperations(ada, {
  'threads.list': unavailable,
  'threads.get': unavailable,
  'communities.list': unavailable,
  'communities.get': unavailable,
  'drafts.get': unavailable,
  'membership.list': unavailable,
  'practices.list': unavailable,
  'practices.get': unavailable,
  'subjects.get': unavailable,
});
const slow = withOperations(ada, {
  'threads.list': never,
  'threads.get': never,
  'communities.list': never,
  'communities.get': never,
  'drafts.get': never,
  'membership.list': never,
  'practices.list': never,
  'practices.get': never,
  'subjects.get': never,
});

const href = 'thread-href="#{id}" community-href="#{id}" person-href="#{id}"';
const all = (of: string) => `
  <cop-community-list></cop-community-list>
  <cop-community-card community="${of}"></cop-community-card>
  <cop-member-list community="${of}"></cop-member-list>
  <cop-thread-list community="${of}"></cop-thread-list>
  <cop-thread thread="${threads.question}"></cop-thread>
  <cop-practice-library community="${of}"></cop-practice-library>
  <cop-practice practice="h_none"></cop-practice>
  <cop-adoption practice="h_none"></cop-adoption>
  <cop-page-discussion community="${of}" subject="machine:M7"></cop-page-discussion>
  <cop-context community="${of}" subject="machine:M7"></cop-context>
  <cop-composer community="${of}"></cop-composer>`;

add('thread list', dev, `<cop-thread-list community="${id}" ${href}></cop-thread-list>`);
add('thread list pages', bruno, `<cop-thread-list community="${id}" limit="3" features="-search"></cop-thread-list>`);
add('thread list empty', empty.ada, `<cop-thread-list community="${empty.id}"></cop-thread-list>`);
add('thread asker', bruno, `<cop-thread thread="${threads.question}" ${href}></cop-thread>`);
add('thread discussion', ada, `<cop-thread thread="${threads.discussion}" ${href}></cop-thread>`);
add('thread closed', dev, `<cop-thread thread="${threads.closed}" ${href}></cop-thread>`);
add('composer start', ada, `<cop-composer community="${id}"></cop-composer>`);
add('composer outsider', eva, `<cop-composer community="${id}"></cop-composer>`);
add('community list', dev, `<cop-community-list ${href}></cop-community-list>`);
add('community list mine', bruno, `<cop-community-list mine features="-search" ${href}></cop-community-list>`);
add('community card member', ada, `<cop-community-card community="${id}" ${href}></cop-community-card>`);
add('community card outsider', eva, `<cop-community-card community="${third.id}" ${href}></cop-community-card>`);
add(
  'community card invited',
  community.claire,
  `<cop-community-card community="${second.id}" ${href}></cop-community-card>`,
);
add('community card requested', eva, `<cop-community-card community="${second.id}" ${href}></cop-community-card>`);
add('member list', ada, `<cop-member-list community="${id}" ${href}></cop-member-list>`);
add('member list requests', bruno, `<cop-member-list community="${second.id}"></cop-member-list>`);
await addPractices(add);
await addDashboards(add);
const measured = await createMeasured();
const figure = (metric: string) =>
  `<cop-metric community="${measured.id}" metric="${metric}"><a slot="action" href="#next">Show me how</a></cop-metric>`;
add('inbox', bruno, `<cop-inbox ${href}></cop-inbox>`);
add('inbox bell', bruno, '<cop-inbox features="-list" inbox-href="#inbox"></cop-inbox>');
add('inbox empty', empty.eva, '<cop-inbox></cop-inbox>');
add('metric waiting', measured.ada, figure('time-to-first-response'));
add('metric share', measured.ada, figure('answer-rate'));
add('metric chance', measured.ada, figure('cross-unit-help'));
add('metric insufficient', measured.ada, figure('adoption-breadth'));
add('survival', measured.ada, `<cop-survival community="${measured.id}"></cop-survival>`);
add('outcome series', measured.ada, `<cop-outcome-series community="${measured.id}"></cop-outcome-series>`);
add('expert finder', dev, `<cop-expert-finder text="vibration bearings" ${href}></cop-expert-finder>`);
const experts = await createExperts();
await experts.ada.expertise.declare({ topic: 'vibration', note: 'Ten years of it, on machines from 1 to 60 MW.' });
for (const colleague of [experts.bruno, experts.claire])
  await colleague.expertise.endorse({ communityId: experts.id, personId: experts.adaId, topic: 'bearings' });
await experts.bruno.experts.setAway({ away: { until: '2030-02-01' } });
const asking = `<cop-ask-an-expert community="${experts.id}" question="Why does our bearing run hot?" invite></cop-ask-an-expert>`;
add('expert finder badges', experts.dev, `<cop-expert-finder text="hot bearing" features="-own"></cop-expert-finder>`);
add(
  'expert card',
  experts.dev,
  `<cop-expert-card person="${experts.adaId}" community="${experts.id}"></cop-expert-card>`,
);
add('expert card none', eva, '<cop-expert-card person="p_0000000000000000"></cop-expert-card>');
add('ask an expert', experts.dev, asking);
add('my expertise', experts.ada, '<cop-my-expertise></cop-my-expertise>');
add('my expertise new', experts.dev, '<cop-my-expertise></cop-my-expertise>');
const map = `<cop-knowledge-map community="${experts.id}"><a slot="action" href="#next">Questions that wait</a></cop-knowledge-map>`;
add('knowledge map', withKnowledge(experts.ada), map);
add('knowledge map young', experts.ada, map);
add('expert finder begin', dev, '<cop-expert-finder features="-own"></cop-expert-finder>');
for (const summary of document.querySelectorAll('cop-expert-finder')) {
  await summary.updateComplete;
  summary.shadowRoot?.querySelector('details')?.setAttribute('open', '');
}
add(
  'long words',
  unbroken.ada,
  `<cop-community-list ${href}></cop-community-list>
  <cop-community-card community="${unbroken.id}" ${href}></cop-community-card>
  <cop-thread-list community="${unbroken.id}" topic="${'x'.repeat(60)}"></cop-thread-list>
  <cop-thread-list community="${unbroken.id}" ${href}></cop-thread-list>
  <cop-thread thread="${long.id}" ${href}></cop-thread>`,
);
add('errors', failing, all(id));
add('loading', slow, all(id));
await openParts();
document.documentElement.dataset.ready = '';
