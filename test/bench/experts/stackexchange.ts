import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse';
import { type Row, readRows } from '../../../packages/importers/src/stackexchange/xml-rows.js';
import { type Happening, inOrder } from './history.js';

type Table = 'Posts' | 'Comments' | 'Votes';

async function* rows(folder: string, table: Table, format: 'xml' | 'csv'): AsyncIterable<Row> {
  const file = join(folder, `${table}.${format}`);
  if (format === 'xml') {
    const fault = ({ line, message }: { line: number; message: string }) => {
      throw new Error(`${file}:${line}: ${message}`);
    };
    yield* readRows(file, { fault });
  } else {
    yield* createReadStream(file).pipe(parse({ columns: true }));
  }
}

/** Dumps write times in UTC without saying so. */
const moment = (time = ''): string => new Date(`${time}Z`).toISOString();
const nextDay = (time = ''): string => new Date(Date.parse(`${time}Z`) + 86_400_000).toISOString();
const text = (html = ''): string => html.replace(/<[^>]*>/g, ' ').replace(/&[a-z]+;|&#\d+;/g, ' ');

/** The history of a Stack Exchange dump, as XML or as CSV without bodies. Posts without an owner are nobody's. */
export async function historyOf(folder: string, format: 'xml' | 'csv'): Promise<Happening[]> {
  const posts: Row[] = [];
  for await (const row of rows(folder, 'Posts', format)) posts.push(row);
  const owners = new Map(posts.map((post) => [post.Id, post.OwnerUserId || null]));
  const happenings: Happening[] = [];
  const kept = new Set<string>();
  const accepted = new Map<string, { questionId: string; at: string }>();
  for (const post of posts) {
    const { Id: id = '', OwnerUserId: personId } = post;
    const written = { id, at: moment(post.CreationDate), body: text(post.Body) };
    if (post.PostTypeId === '1') {
      const acceptedBy = (post.AcceptedAnswerId && owners.get(post.AcceptedAnswerId)) || null;
      const topics = (post.Tags ?? '').split(/[<>|]+/).filter(Boolean);
      happenings.push({
        what: 'question',
        ...written,
        personId: personId || '',
        title: post.Title ?? '',
        topics,
        acceptedBy,
      });
      if (post.AcceptedAnswerId) accepted.set(post.AcceptedAnswerId, { questionId: id, at: '' });
      kept.add(id);
    } else if (post.PostTypeId === '2' && post.ParentId) {
      if (personId) happenings.push({ what: 'answer', ...written, onId: post.ParentId, personId });
      kept.add(id);
    }
  }
  for await (const { Id: id = '', PostId: onId = '', UserId: personId, CreationDate, Text } of rows(
    folder,
    'Comments',
    format,
  )) {
    if (personId && kept.has(onId))
      happenings.push({ what: 'comment', id, onId, at: moment(CreationDate), personId, body: text(Text) });
  }
  const votes = new Map<string, { postId: string; at: string; up: number; down: number }>();
  for await (const { PostId: postId = '', VoteTypeId: type, CreationDate } of rows(folder, 'Votes', format)) {
    if (!kept.has(postId)) continue;
    const at = nextDay(CreationDate);
    if (type === '1') {
      const known = accepted.get(postId);
      if (known) accepted.set(postId, { ...known, at });
    } else if (type === '2' || type === '3') {
      const day = votes.get(`${postId} ${at}`) ?? { postId, at, up: 0, down: 0 };
      votes.set(`${postId} ${at}`, { ...day, [type === '2' ? 'up' : 'down']: day[type === '2' ? 'up' : 'down'] + 1 });
    }
  }
  for (const day of votes.values()) happenings.push({ what: 'votes', ...day });
  for (const [answerId, { questionId, at }] of accepted) {
    if (at && owners.get(answerId)) happenings.push({ what: 'acceptance', at, questionId, answerId });
  }
  return inOrder(happenings);
}
