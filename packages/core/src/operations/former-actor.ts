import type { Actor } from '../identity/identity.js';
import type { Kit } from '../kit.js';
import { reader } from '../store/reader.js';
import type { Operation, WriteOperation } from './operation.js';
import { parseInput, parseMutationId } from './parse.js';
import { receiptId, receipts } from './receipts.js';

/** Who made themselves unknown by this very call and retries it. The receipt is all that they get. */
export async function formerActor(
  kit: Kit,
  operation: Operation,
  input: unknown,
  mutationId: string | undefined,
): Promise<Actor | null> {
  const { endsActor, home, ...write } = operation as unknown as WriteOperation<unknown, unknown>;
  const id = parseMutationId(mutationId);
  if (!endsActor || !home || id === undefined) return null;
  const parsed = parseInput(write.input, input);
  const personId = endsActor(parsed);
  const earlier = await reader(
    kit.storage,
    home(parsed, personId, () => ''),
  ).get(receipts, receiptId(personId, id));
  return earlier?.operation === write.name ? { kind: 'person', id: personId, admin: false } : null;
}
