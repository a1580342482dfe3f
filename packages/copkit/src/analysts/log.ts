import type { Activity, SystemApi } from '@copkit/core';

const PAGE = 100;

/** The log of a community, oldest first, read as it is asked for. */
export async function* logOf(
  { activity }: Pick<SystemApi, 'activity'>,
  communityId: string,
  signal: AbortSignal,
): AsyncGenerator<Activity> {
  let after: string | null = null;
  do {
    signal.throwIfAborted();
    const page: Awaited<ReturnType<typeof activity.list>> = await activity.list({
      communityId,
      limit: PAGE,
      ...(after ? { after } : {}),
    });
    yield* page.items;
    after = page.next;
  } while (after);
}

/** A JSON array in lines, one item each. */
export async function* jsonArray(items: AsyncIterable<unknown>): AsyncGenerator<string> {
  yield '[\n';
  let before = '';
  for await (const item of items) {
    yield `${before}${JSON.stringify(item)}\n`;
    before = ',';
  }
  yield ']\n';
}
