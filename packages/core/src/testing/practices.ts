import type { Community, Practice, Reply, Thread } from '../index.js';
import { foundCommunity, type Organisation, type Person, startThread } from './organisation.js';

export const DAY = 86_400_000;

/** Who belongs to which unit where practices are passed on. */
export const unitOf = { Ada: 'turbines', Bo: 'pumps', Cy: 'gates', Di: 'gates', Ed: 'turbines' } as const;
export type Colleague = keyof typeof unitOf;

export const colleague = (org: Organisation, name: Colleague): Person => org.as(name, { unit: unitOf[name] });

export interface Shop {
  readonly org: Organisation;
  readonly community: Community;
  readonly ada: Person;
  readonly bo: Person;
  readonly cy: Person;
  readonly di: Person;
  readonly ed: Person;
}

/** A community that Ada facilitates; Bo, Cy, Di and Ed are members, of other units and of hers. */
export async function shop(org: Organisation): Promise<Shop> {
  const names = Object.keys(unitOf) as Colleague[];
  for (const name of names) await colleague(org, name).people.getMe();
  const community = await foundCommunity(org, 'Ada', {}, ['Bo', 'Cy', 'Di', 'Ed']);
  const [ada, bo, cy, di, ed] = names.map((name) => colleague(org, name)) as [Person, Person, Person, Person, Person];
  return { org, community, ada, bo, cy, di, ed };
}

/** Bo's question about procedure OP-114, and Ed's accepted answer. */
export async function answered({ community, bo, ed }: Shop): Promise<{ thread: Thread; reply: Reply }> {
  const thread = await startThread(bo, community.id, {
    topics: ['vibration'],
    subject: { key: 'procedure:OP-114', title: 'Balancing rotors', url: 'https://intranet.example.org/op/114' },
  });
  const body = 'Always cold:\n\n1. Let it cool down.\n2. Balance it.\n   Twice.\n3. Run it up.';
  const reply = await ed.threads.reply({ threadId: thread.id, body });
  await bo.threads.accept({ replyId: reply.id });
  return { thread, reply };
}

/** What Ada made of Ed's answer; published, and she looks after it. */
export async function published(there: Shop): Promise<Practice> {
  const { reply } = await answered(there);
  return there.ada.practices.fromReply({ replyId: reply.id });
}
