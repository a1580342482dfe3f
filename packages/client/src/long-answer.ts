import type { Progress } from '@copkit/core';
import { notify } from './notify.js';

/** The text of an answer, telling of each piece that comes. */
export async function textOf({ body, headers }: Response, onProgress: (progress: Progress) => void): Promise<string> {
  // What is told counts what is read, so the length of a compressed answer says nothing.
  const length = headers.get('content-encoding') ? null : headers.get('content-length');
  const total = length === null ? null : Number(length);
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (let received = 0; reader; ) {
    const { done, value } = await reader.read();
    if (done) break;
    received += value.length;
    text += decoder.decode(value, { stream: true });
    notify(onProgress, { received, total });
  }
  return text + decoder.decode();
}
