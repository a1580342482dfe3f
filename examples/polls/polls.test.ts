import { connect } from '@copkit/client';
import { type Copkit, type CopkitApi, createCopkit } from '@copkit/core';
import { createHandler } from '@copkit/server';
import { memory } from '@copkit/storage';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pollsExtension } from './polls.js';

describe('an extension in one file', () => {
  let cop: Copkit;
  let ada: CopkitApi;
  let bob: CopkitApi;
  let threadId: string;

  beforeEach(async () => {
    cop = await createCopkit({ storage: memory(), extensions: [pollsExtension] });
    ada = cop.as({ hostId: 'ada', name: 'Ada Byron' });
    bob = cop.as({ hostId: 'bob', name: 'Bob Noyce' });
    const { id: communityId } = await ada.communities.create({ name: 'Rotor dynamics', purpose: 'Quiet rotors' });
    const thread = await ada.threads.start({ communityId, kind: 'discussion', title: 'Next meeting', body: 'When?' });
    threadId = thread.id;
  });
  afterEach(() => cop.close());

  it('brings typed operations with permissions of their own', async () => {
    await ada.polls.open({ threadId, options: ['Monday', 'Friday'] });
    await expect(bob.polls.vote({ threadId, option: 0 })).rejects.toMatchObject({ code: 'forbidden' });
    expect(await bob.polls.get({ threadId })).toMatchObject({ votes: [0, 0], mine: null });
  });

  it('counts each voter once', async () => {
    const communityId = (await ada.threads.get({ threadId })).thread.communityId;
    await bob.membership.join({ communityId });
    await ada.polls.open({ threadId, options: ['Monday', 'Friday'] });
    await bob.polls.vote({ threadId, option: 0 });
    await bob.polls.vote({ threadId, option: 1 });
    expect(await bob.polls.get({ threadId })).toEqual({
      threadId,
      options: ['Monday', 'Friday'],
      votes: [0, 1],
      mine: 1,
    });
    await expect(bob.polls.vote({ threadId, option: 2 })).rejects.toMatchObject({ code: 'invalid', field: 'option' });
  });

  it('is reachable over HTTP and in the client like copkit’s own', async () => {
    const authenticate = async () => ({ hostId: 'ada', name: 'Ada Byron' });
    const handle = createHandler({ cop, authenticate });
    const remote = connect({
      url: 'http://copkit.test',
      fetch: (input, init) => handle(new Request(input, init)),
    });
    await remote.polls.open({ threadId, options: ['Monday', 'Friday'] });
    expect(await remote.polls.vote({ threadId, option: 1 })).toMatchObject({ votes: [0, 1], mine: 1 });
    expect(await remote.polls.get({ threadId })).toEqual(await ada.polls.get({ threadId }));
    await expect(remote.polls.vote({ threadId, option: -1 })).rejects.toMatchObject({
      code: 'invalid',
      field: 'option',
    });
    remote.close();
  });

  it('hooks into an operation of copkit, in the same commit', async () => {
    await ada.polls.open({ threadId, options: ['Monday', 'Friday'] });
    await ada.threads.withdraw({ postId: threadId });
    await expect(ada.polls.get({ threadId })).rejects.toMatchObject({ code: 'not-found' });
    expect((await cop.check()).findings).toEqual([]);
  });
});
