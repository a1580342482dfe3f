import { connect } from '@copkit/client';
import type { Copkit, CopkitApi } from '@copkit/core';
import { expect, html, nextFrame, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { ADA, createCommunity, DEV, withOperations } from '../testing/community.js';
import { createExperts, type ExpertCommunity } from '../testing/experts.js';
import { all, focused, found, show, texts, unavailable } from '../testing/page.js';
import './thread.js';
import type { CopThread } from './thread.component.js';

const until = (condition: () => boolean, what: string) => waitUntil(condition, what, { timeout: 5000 });

/** Dev's client of a server; `seen` gets the path and status of every answer. */
const clientOf = (cop: Copkit, seen: (readonly [path: string, status: number])[]): CopkitApi => {
  const known = new Map(cop.operations.filter(({ exposed }) => exposed).map((each) => [each.name, each]));
  const input = ({ searchParams }: URL) =>
    Object.fromEntries(
      [...searchParams].map(([key, value]) => [key, /^(\d+$|true|false|[[{])/.test(value) ? JSON.parse(value) : value]),
    );
  const answer = async (url: URL, init: RequestInit): Promise<Response> => {
    const name = url.pathname.slice('/v1/'.length).replace('/', '.');
    if (name === 'operations') return Response.json({ names: [...known.keys()] });
    if (!known.has(name)) return Response.json({ code: 'not-found', detail: 'No such operation.' }, { status: 404 });
    return Response.json(await cop.as(DEV).call(name, init.body ? JSON.parse(String(init.body)) : input(url)));
  };
  return connect({
    url: 'https://cop.example',
    headers: {},
    fetch: async (request, init = {}) => {
      const url = new URL(String(request));
      const response = await answer(url, init);
      seen.push([url.pathname, response.status]);
      return response;
    },
  });
};

describe('the glossary in <cop-thread>', () => {
  let community: ExpertCommunity;
  let threadId: string;

  const open = (api: CopkitApi, features = '') =>
    show<CopThread>(api, html`<cop-thread thread=${threadId} features=${features}></cop-thread>`);

  beforeEach(async () => {
    community = await createExperts();
    const { id: communityId, cop, bruno, ada } = community;
    await cop.as({ ...ADA, admin: true }).topics.define({
      prefLabel: 'oil whirl',
      altLabels: ['half-speed whirl'],
      definition: 'The shaft orbits at just below half the running speed.',
    });
    ({ id: threadId } = await bruno.threads.start({
      communityId,
      kind: 'question',
      title: 'Is it oil whirl?',
      body: 'The log says `oil whirl`, and I think that **oil whirl** it is. Oil whirlpools it is not.',
    }));
    await ada.threads.reply({ threadId, body: 'Half-speed whirl, yes: oil whirl.' });
  });

  it('explains a term once, where it first stands as a word, by keyboard alone', async () => {
    const thread = await open(community.dev);
    const term = await found(thread, '.term');
    expect(texts(thread, '.term')).to.deep.equal(['oil whirl']);
    expect(term.closest('strong')).not.to.equal(null);
    expect(texts(thread, '.prose')[0]).to.equal(
      'The log says oil whirl, and I think that oil whirl it is. Oil whirlpools it is not.',
    );
    term.focus();
    await sendKeys({ press: 'Enter' });
    expect((await found(thread, '.explanation')).innerText).to.contain('The shaft orbits at just below half');
    await expect(thread).to.be.accessible();
    await sendKeys({ press: 'Escape' });
    await until(() => all(thread, '.explanation').length === 0, 'it is closed');
    expect(focused(thread) === term).to.equal(true);
  });

  it('stays as it is when the thread is read again', async () => {
    const thread = await open(community.dev);
    await found(thread, '.term');
    await community.ada.threads.reply({ threadId, body: 'Oil whirl again.' });
    await until(() => all(thread, '.post').length === 3, 'the new reply');
    await nextFrame();
    expect(texts(thread, '.term')).to.deep.equal(['oil whirl']);
  });

  it('explains nothing where it is switched off, fails or is not there', async () => {
    let asked = 0;
    const counted = (call: () => Promise<unknown>) => () => {
      asked++;
      return call();
    };
    const off = await open(withOperations(community.dev, { 'knowledge.listTerms': counted(unavailable) }), '-glossary');
    await found(off, '.post');
    await nextFrame();
    expect(asked).to.equal(0);
    const failing = await open(withOperations(community.dev, { 'knowledge.listTerms': counted(unavailable) }));
    await until(() => asked > 0, 'it is asked');
    await nextFrame();
    expect(all(failing, '.term, [role=alert]')).to.have.length(0);
    const plain = await createCommunity();
    const { id } = await plain.bruno.threads.start({
      communityId: plain.id,
      kind: 'question',
      title: 'Is it oil whirl?',
      body: 'Oil whirl.',
    });
    const without = await show<CopThread>(plain.dev, html`<cop-thread thread=${id}></cop-thread>`);
    await found(without, '.post');
    await nextFrame();
    expect(all(without, '.term, [role=alert]')).to.have.length(0);
  });

  it('is not asked for where the server has none', async () => {
    const plain = await createCommunity();
    const { id } = await plain.bruno.threads.start({
      communityId: plain.id,
      kind: 'question',
      title: 'Is it oil whirl?',
      body: 'Oil whirl.',
    });
    for (const [cop, shown, asked] of [
      [plain.cop, id, false],
      [community.cop, threadId, true],
    ] as const) {
      const seen: (readonly [string, number])[] = [];
      const api = clientOf(cop, seen);
      const thread = await show<CopThread>(api, html`<cop-thread thread=${shown}></cop-thread>`);
      await found(thread, '.post');
      await until(() => seen.some(([path]) => path === '/v1/operations'), 'it is known what there is');
      if (asked) await found(thread, '.term');
      await nextFrame();
      expect(seen.some(([path]) => path === '/v1/knowledge/listTerms')).to.equal(asked);
      // Live updates are not part of this server.
      expect(seen.filter(([path, status]) => status === 404 && path !== '/v1/live')).to.deep.equal([]);
      thread.remove();
    }
  });
});
