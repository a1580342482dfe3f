import type { ExportItem, PrivacyOptions } from '../privacy/index.js';
import { privacy } from '../privacy/index.js';
import { everyDocument } from './documents.js';
import { foundCommunity, fullNameOf, hostIdOf, type Organisation, organisation, type Setting } from './organisation.js';

/** An organisation with privacy operations. */
export const withPrivacy = ({ privacy: options, ...setting }: Setting & { privacy?: PrivacyOptions } = {}) =>
  organisation({ ...setting, extensions: [privacy(options), ...(setting.extensions ?? [])] });

export interface Lived {
  readonly org: Organisation;
  readonly communityId: string;
  readonly adaId: string;
  readonly boId: string;
  readonly threadId: string;
  readonly replyId: string;
}

/** Ada leads a community; Bo does a little of everything in it, and others write about Bo. */
export async function lived(setting?: Parameters<typeof withPrivacy>[0]): Promise<Lived> {
  const org = await withPrivacy(setting);
  const [ada, bo] = [org.as('Ada'), org.as('Bo', { unit: 'hall', jobTitle: 'Fitter' })];
  const { id: communityId } = await foundCommunity(org, 'Ada', { joinPolicy: 'request' });
  await bo.membership.join({ communityId, message: 'I know seals.' });
  const [adaId, boId] = [await org.idOf('Ada'), (await bo.people.getMe()).id];
  await ada.membership.approve({ communityId, personId: boId });
  const question = { communityId, kind: 'question', title: 'Why the hum?', body: 'It hums.' } as const;
  const { id: threadId } = await bo.threads.start(question);
  await bo.threads.edit({ postId: threadId, body: 'It hums loudly.' });
  const { id: replyId } = await ada.threads.reply({ threadId, body: `Check the root, @[${boId}].` });
  await bo.threads.react({ postId: replyId, kind: 'like' });
  await bo.threads.accept({ replyId });
  await bo.threads.markRead({ threadId });
  await bo.drafts.save({ key: 'start', title: 'Later', body: 'Half a thought.' });
  await bo.experts.setConsent({ consent: 'listed' });
  await ada.threads.flag({ postId: threadId, reason: 'other', note: 'Bo is too loud.' });
  await bo.practices.create({ communityId, title: 'Listen first', steps: ['Listen.'] });
  await org.cop.sweep();
  return { org, communityId, adaId, boId, threadId, replyId };
}

/** Everything that an export of the person holds. */
export async function exported(org: Organisation, name: string): Promise<ExportItem[]> {
  const items: ExportItem[] = [];
  let after: string | undefined;
  do {
    const page = await org.as(name).privacy.getMine(after ? { after } : {});
    items.push(...page.items);
    after = page.next ?? undefined;
  } while (after);
  return items;
}

/** Where somebody's name, host id or a word stands in the store. */
export async function tracesOf(org: Organisation, name: string, ...more: readonly string[]): Promise<string[]> {
  const wanted = [fullNameOf(name), hostIdOf(name), ...more].map((text) => text.toLowerCase());
  const found: string[] = [];
  for (const doc of await everyDocument(org.storage)) {
    const text = JSON.stringify([doc.id, doc.body]).toLowerCase();
    if (wanted.some((each) => text.includes(each))) found.push(`${doc.partition} ${doc.collection}/${doc.id}`);
  }
  return found;
}
