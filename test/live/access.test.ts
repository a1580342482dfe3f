import { afterEach, beforeEach, expect, it } from 'vitest';
import { ADA, BOB, Scene } from './scene.js';

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open();
});
afterEach(() => scene.close());

/** What a stream tells Bob of some ids, event by event, until one is met. */
async function* told(ids: readonly string[]) {
  const stop = new AbortController();
  const headers = { 'copkit-persona': 'bob' };
  const response = await fetch(`${scene.url}/v1/live?watch=${ids.join(',')}`, { headers, signal: stop.signal });
  let text = '';
  try {
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const [, event, data = '{}'] = /^event: (\w+)(?:\nid: .*)?\ndata: (.*)/.exec(text.slice(0, end)) ?? [];
        text = text.slice(end + 2);
        if (event && event !== 'place') yield { event, target: JSON.parse(data).target as string | undefined };
      }
    }
  } finally {
    stop.abort();
  }
}

const next = async (events: ReturnType<typeof told>) => (await events.next()).value;

it('whoever loses access hears that once, and nothing more until they have it again', async () => {
  const ada = scene.cop.as(ADA);
  const { id: secret } = await ada.communities.create({ name: 'Secret', purpose: 'Own', visibility: 'private' });
  const bobId = (await scene.cop.as(BOB).people.getMe()).id;
  await ada.membership.invite({ communityId: secret, personId: bobId });
  await scene.cop.as(BOB).membership.join({ communityId: secret });
  const { id: threadId } = await ada.threads.start({ communityId: secret, kind: 'question', title: 'Q', body: 'b' });
  const events = told([secret, threadId, scene.communityId]);
  const marked = async () => {
    await ada.communities.update({ communityId: scene.communityId, mandate: `At ${performance.now()}` });
  };
  expect(await next(events)).toMatchObject({ event: 'ready' });
  await ada.threads.reply({ threadId, body: 'News.' });
  expect([await next(events), await next(events)]).toEqual([
    { event: 'wake', target: secret },
    { event: 'wake', target: threadId },
  ]);
  await ada.membership.remove({ communityId: secret, personId: bobId });
  expect([await next(events), await next(events)]).toEqual([
    { event: 'absent', target: secret },
    { event: 'absent', target: threadId },
  ]);
  await ada.threads.reply({ threadId, body: 'Not for Bob.' });
  await ada.communities.update({ communityId: secret, mandate: 'Not for Bob.' });
  await marked();
  expect(await next(events)).toEqual({ event: 'wake', target: scene.communityId });
  await ada.membership.invite({ communityId: secret, personId: bobId });
  await scene.cop.as(BOB).membership.join({ communityId: secret });
  expect(new Set([await next(events), await next(events)])).toEqual(
    new Set([
      { event: 'wake', target: secret },
      { event: 'wake', target: threadId },
    ]),
  );
  await events.return(undefined);
});

it('an id that is wrong, unknown or closed to somebody is told of in one way, and the others live on', async () => {
  const ada = scene.cop.as(ADA);
  const { id: secret } = await ada.communities.create({ name: 'Secret', purpose: 'Own', visibility: 'private' });
  const { id: hidden } = await ada.threads.start({ communityId: secret, kind: 'question', title: 'Q', body: 'b' });
  const missing = ['c_0000000000000000', 't_0000000000000000_000000000000', 'nonsense'];
  for (const id of [secret, hidden, ...missing]) {
    const events = told([id, scene.communityId]);
    expect([await next(events), await next(events)]).toEqual([{ event: 'absent', target: id }, { event: 'ready' }]);
    await ada.communities.update({ communityId: scene.communityId, mandate: `For ${id}` });
    expect(await next(events)).toEqual({ event: 'wake', target: scene.communityId });
    await events.return(undefined);
  }
});

it('a place tells the same of a community that is closed to somebody as of one that is not there', async () => {
  const { id: secret } = await scene.cop
    .as(ADA)
    .communities.create({ name: 'Secret', purpose: 'Own', visibility: 'private' });
  const headers = { 'copkit-persona': 'bob', accept: 'application/json' };
  const place = async (id: string) => {
    const answer = await fetch(`${scene.url}/v1/live?watch=${id}`, { headers });
    return { length: answer.headers.get('etag')?.length, body: await answer.text() };
  };
  const closed = await place(secret);
  const absent = await place('c_0000000000000000');
  expect(closed.length).toBe(absent.length);
  expect(closed.body.replace(secret, '')).toBe(absent.body.replace('c_0000000000000000', ''));
});
