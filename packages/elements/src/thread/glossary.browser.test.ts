import type { CopkitApi } from '@copkit/core';
import { expect, html, nextFrame, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { ADA, createCommunity, withOperations } from '../testing/community.js';
import { createExperts, type ExpertCommunity } from '../testing/experts.js';
import { all, focused, found, show, texts, unavailable } from '../testing/page.js';
import './thread.js';
import type { CopThread } from './thread.component.js';

const until = (condition: () => boolean, what: string) => waitUntil(condition, what, { timeout: 5000 });

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
});
