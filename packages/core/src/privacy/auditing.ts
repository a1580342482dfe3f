import { derive, mint } from '../identity/ids.js';
import type { Kit } from '../kit.js';
import type { ReadContext, WriteContext } from '../operations/context.js';
import type { Effect } from '../operations/effects.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import { page } from '../operations/paging.js';
import { reader } from '../store/reader.js';
import { stranger } from '../threads/view.js';
import type { PrivacyApi } from './api.js';
import { type AuditRecord, PRIVACY, privacyAudit } from './records.js';

const AUDIT = 'privacy.audit';

type Said = Pick<AuditRecord, 'act'> & Partial<Pick<AuditRecord, 'subjectId' | 'reason' | 'counts'>>;

const entry = (said: Said, by: string, at: string): AuditRecord => ({
  subjectId: null,
  reason: null,
  counts: {},
  ...said,
  by,
  at,
});

/** Notes in the audit what a mutation does. Owed with it, so that neither is without the other. */
export function audit(context: WriteContext, said: Said): void {
  const record = entry(said, context.actor.id, context.now);
  const id = derive(`audit ${context.partition} ${JSON.stringify(record)}`, 20);
  context.effect(AUDIT, id, { id, record });
}

/** The same for what is no mutation. */
export async function auditNow(kit: Kit, by: string, said: Said): Promise<void> {
  const record = entry(said, by, kit.now());
  await kit.writers.mutate(PRIVACY, async (transaction) => {
    transaction.put(privacyAudit, mint(20, kit.random), record);
  });
}

/**
 * The same for a part of what is done in parts: an entry of its own for the first, and the counts of that entry for
 * all that follow. Answers the entry, `null` where there is none of the same any more.
 */
export async function auditPart(
  kit: Kit,
  entryId: string | null,
  { said, by }: { readonly said: Said; readonly by: string },
): Promise<string | null> {
  return kit.writers.mutate(PRIVACY, async (transaction) => {
    const id = entryId ?? mint(20, kit.random);
    const begun =
      entryId === null ? entry({ ...said, counts: {} }, by, kit.now()) : await transaction.get(privacyAudit, id);
    if (!begun) return null;
    const counts = { ...begun.counts };
    for (const [kind, count] of Object.entries(said.counts ?? {})) counts[kind] = (counts[kind] ?? 0) + count;
    transaction.put(privacyAudit, id, { ...begun, counts });
    return id;
  });
}

export const auditEffect: Effect = {
  type: AUDIT,
  async deliver(kit, _partition, payload) {
    const id = String(payload.id);
    await kit.writers.mutate(PRIVACY, async (transaction) => {
      if (await transaction.get(privacyAudit, id)) return;
      transaction.put(privacyAudit, id, payload.record as AuditRecord);
    });
  },
};

export async function auditPage(
  { kit }: ReadContext,
  request: InputOf<PrivacyApi['listAudit']>,
): Promise<OutputOf<PrivacyApi['listAudit']>> {
  const found = await page<AuditRecord>(
    reader(kit.storage, PRIVACY),
    {
      collection: privacyAudit,
      index: 'privacyAudit',
      prefix: '2',
      descending: true,
      keyOf: ({ id, body }) => `${body.at}/${id}`,
    },
    request,
  );
  const cards = await kit.people.cards(found.items.map(({ body }) => body.by));
  const by = (id: string) => (id.startsWith('p_') ? (cards.get(id) ?? stranger(id)) : null);
  return { ...found, items: found.items.map(({ id, body }) => ({ ...body, id, by: by(body.by) })) };
}
