import type { CopkitApi } from '@copkit/core';
import { createCommunity, type TestCommunity } from '../src/testing/community.js';

const POSTS = [
  ['question', 'Vibration at half the running speed after the bearing change', ['vibration', 'bearings']],
  ['discussion', 'What do you write into the balancing protocol?', ['balancing']],
  ['idea', 'A shared library of frequency spectra', ['vibration']],
  [
    'question',
    'Schwingungsüberwachungsanlagenkalibrierungsnachweis: wer hat eine Vorlage?',
    ['Schwingungsüberwachung'],
  ],
  ['question', 'How warm may the oil of a tilting-pad bearing get?', ['bearings', 'oil']],
] as const;

/** Fills the community with what an ordinary month leaves behind. */
export const fill = async (
  community: TestCommunity,
): Promise<{ readonly question: string; readonly closed: string; readonly discussion: string }> => {
  const { id: communityId, ada, bruno, claire, dev } = community;
  const people: readonly CopkitApi[] = [bruno, claire, dev, ada];
  for (const [at, [kind, title, topics]] of POSTS.slice(1).entries()) {
    const author = people[at % people.length] as CopkitApi;
    const thread = await author.threads.start({
      communityId,
      kind,
      title,
      topics: [...topics],
      body: 'Looking for experience from other sites. What did you do, and what would you do differently?',
    });
    community.wait(35);
    const [first, second] = people.filter((person) => person !== author) as [CopkitApi, CopkitApi];
    if (at < 3)
      await first.threads.reply({
        threadId: thread.id,
        body: 'We had the same last year. I will send you the report.',
      });
    if (at < 1) await second.threads.reply({ threadId: thread.id, body: 'Interested as well.' });
    community.wait(190);
  }
  const welcome = await ada.threads.start({
    communityId,
    kind: 'announcement',
    title: 'Meeting on Thursday: balancing on site',
    body: 'Room 2.14 and online, 13:00.',
  });
  await ada.threads.setPinned({ threadId: welcome.id, pinned: true });
  const old = await dev.threads.start({
    communityId,
    kind: 'question',
    title: 'Where is the template for the balancing protocol?',
    body: 'The link in the handbook is dead.',
  });
  community.wait(30);
  const [me] = await Promise.all([claire.people.getMe()]);
  const [, title] = POSTS[0];
  const question = await bruno.threads.start({
    communityId,
    kind: 'question',
    title,
    topics: ['vibration', 'bearings'],
    customerWaiting: true,
    body: `Since we changed the bearings on unit 3, the shaft vibrates at **half the running speed**, with 60 µm at the drive end.

- clearance is within tolerance
- oil temperature 48 °C
- coupling alignment checked twice

Has anybody seen this? @[${me.id}] you had something like it in Bremen.

\`\`\`
speed   1x     0.48x
2980    18 µm  61 µm
\`\`\``,
  });
  community.wait(42);
  const whirl = await ada.threads.reply({
    threadId: question.id,
    body: 'That is most likely **oil whirl**. Look whether the component moves with the speed: whirl stays just below half of it, a structural resonance stays where it is.\n\n> Half-frequency whirl appears when a bearing is too lightly loaded.\n\nRaise the oil temperature by 5 K first. It costs nothing.',
  });
  community.wait(3);
  const doubt = await dev.threads.reply({
    threadId: question.id,
    inReplyTo: whirl.id,
    body: 'How fast may I raise it? The operator is nervous.',
  });
  community.wait(3);
  const slow = await ada.threads.reply({
    threadId: question.id,
    inReplyTo: doubt.id,
    body: 'One degree in ten minutes is fine.',
  });
  community.wait(2);
  const thanks = await dev.threads.reply({
    threadId: question.id,
    inReplyTo: slow.id,
    body: 'Thanks, will do tonight.',
  });
  community.wait(9);
  await bruno.threads.reply({ threadId: question.id, inReplyTo: thanks.id, body: 'It worked: **8 µm** left.' });
  const other = await claire.threads.reply({
    threadId: question.id,
    body: 'In Bremen it was the wrong pad geometry. Ask for the drawing number; it must end in `-B2`.',
  });
  await bruno.threads.accept({ replyId: whirl.id });
  await bruno.threads.thank({ postId: whirl.id });
  await claire.threads.react({ postId: whirl.id, kind: 'insightful' });
  await dev.threads.react({ postId: whirl.id, kind: 'insightful' });
  await dev.threads.react({ postId: question.id, kind: 'like' });
  await bruno.threads.thank({ postId: other.id });
  const gone = await dev.threads.reply({ threadId: question.id, body: 'Wrong thread.' });
  await dev.threads.withdraw({ postId: gone.id });
  community.wait(60);
  await ada.threads.close({ threadId: old.id, reason: 'duplicate', duplicateOf: question.id });
  const list = await ada.threads.list({ communityId, kind: 'discussion' });
  return { question: question.id, closed: old.id, discussion: list.items[0]?.id ?? '' };
};

export { createCommunity };
