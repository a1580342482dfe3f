import type { CopkitApi } from '@copkit/core';
import { html } from '@open-wc/testing';
import '../thread/thread.js';
import type { CopThread } from '../thread/thread.component.js';
import type { TestCommunity } from './community.js';
import { all, control, found, show } from './page.js';

/** The post that says `text`. */
export const postWith = (thread: CopThread, text: string): HTMLElement => {
  const posts = all(thread, '.post').filter((post) => post.innerText.includes(text));
  return posts.at(-1) as HTMLElement;
};

/** Presses a button of a post, by what it says or is called. */
export const press = (post: HTMLElement, label: string): void => {
  const button = [...post.querySelectorAll('button')].find(
    (candidate) => candidate.innerText.trim() === label || candidate.getAttribute('aria-label') === label,
  );
  if (!button) throw new Error(`No "${label}" on ${post.innerText}`);
  button.click();
};

/** Chooses from the menu of a post. */
export const inMenu = async (thread: CopThread, post: HTMLElement, label: string): Promise<void> => {
  press(post, 'More actions');
  (await control(thread, label)).click();
};

/** A question with two replies and a conversation below the second. */
export const startThread = async ({ id: communityId, ada, bruno, claire, dev, wait }: TestCommunity) => {
  const { id: threadId } = await bruno.threads.start({
    communityId,
    kind: 'question',
    title: 'Bearing runs hot',
    body: 'Since the **oil change**.',
    topics: ['bearings'],
  });
  wait(1);
  await claire.threads.reply({ threadId, body: 'Which oil?' });
  const { id: answer } = await ada.threads.reply({ threadId, body: 'Check the clearance.' });
  const { id: first } = await dev.threads.reply({ threadId, inReplyTo: answer, body: 'How?' });
  const { id: second } = await ada.threads.reply({ threadId, inReplyTo: first, body: 'With lead wire.' });
  const { id: third } = await dev.threads.reply({ threadId, inReplyTo: second, body: 'Thickness?' });
  await ada.threads.reply({ threadId, inReplyTo: third, body: 'Half a millimetre.' });
  return { threadId, answer };
};

/** Shows a thread and waits for it. */
export const openThread = async (api: CopkitApi, id: string): Promise<CopThread> => {
  const thread = await show<CopThread>(api, html`<cop-thread thread=${id} thread-href="#thread={id}"></cop-thread>`);
  await found(thread, '.post');
  return thread;
};
