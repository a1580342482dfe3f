import { CopkitError } from '../errors.js';
import { extractMentions } from '../markdown/mentions.js';

const MOST = 50;

/** @throws CopkitError `invalid` when a text calls for more people than anybody can mean. */
export function refuseManyMentions(body: string): void {
  if (extractMentions(body).length > MOST) {
    throw new CopkitError('invalid', `body: must mention at most ${MOST} people`, 'body');
  }
}
