import { CopkitError } from '@copkit/core';
import { HttpError } from './problems.js';
import { parseJson } from './query.js';

/**
 * The JSON body of a request; `{}` where there is none. Reads no more than `limit` bytes.
 * @throws CopkitError `too-large`, or `invalid` for anything but JSON in UTF-8.
 */
export async function readJson(
  request: Request,
  limit: number,
  types: readonly string[] = ['application/json'],
): Promise<unknown> {
  // Nothing is unpacked, so that no small request becomes a large one.
  const encoding = request.headers.get('content-encoding');
  if (encoding !== null && encoding.trim().toLowerCase() !== 'identity') {
    throw new HttpError(415, 'invalid', 'Send the body as it is, not compressed.', { 'accept-encoding': 'identity' });
  }
  const bytes = await readBytes(request, limit).catch((cause) => {
    if (cause instanceof CopkitError) throw cause;
    throw new CopkitError('aborted', 'The request broke off.', null, { cause });
  });
  if (bytes.byteLength === 0) return {};
  requireJsonType(request.headers.get('content-type'), types);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new CopkitError('invalid', 'The body is not UTF-8.');
  }
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof CopkitError) throw error;
    // A body nested thousands of levels deep overflows the stack instead of failing to parse.
    throw new CopkitError('invalid', 'The body is not JSON.');
  }
}

function requireJsonType(type: string | null, types: readonly string[]): void {
  const [essence, ...parameters] = (type ?? '').split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  if (types.includes(essence ?? '') && (!charset || /^charset="?utf-8"?$/.test(charset))) return;
  throw new HttpError(415, 'invalid', `Send the body as ${types.join(' or ')} in UTF-8.`);
}

async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
  const declared = request.headers.get('content-length');
  if (Number(declared) > limit) throw tooLarge(limit);
  // What was declared is a promise of the sender's: the bytes themselves count.
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done) break;
    size += value.byteLength;
    if (size > limit) {
      await reader?.cancel();
      throw tooLarge(limit);
    }
    chunks.push(value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}

const tooLarge = (limit: number) =>
  new CopkitError('too-large', `The request is larger than ${Math.floor(limit / 1024)} KiB.`);
