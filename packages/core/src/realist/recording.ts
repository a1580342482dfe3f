import { CopkitError } from '../errors.js';
import { communityIdOf } from '../identity/ids.js';
import { type RealistTable, realistTable } from '../measures/value.js';
import type { ReadContext, WriteContext } from '../operations/context.js';
import type { InputOf } from '../operations/operation.js';
import { EVERY_KEY } from '../store/keys.js';
import { scanAll } from '../store/reader.js';
import { stranger } from '../threads/view.js';
import type { CmoConfiguration, CmoTable, CmoText, RealistApi } from './api.js';
import { type CmoRecord, cmoConfigurations } from './records.js';

type In<K extends keyof RealistApi> = InputOf<RealistApi[K]>;

async function findRecord(context: ReadContext, id: string): Promise<CmoRecord> {
  const record = await context.get(cmoConfigurations, id);
  if (!record) throw new CopkitError('not-found', 'There is no such record.', 'recordId');
  return record;
}

const textOf = ({ context, mechanism, outcome, evidence, verdict, theoryVersion }: CmoText) => ({
  context: [...context],
  mechanism: { ...mechanism },
  outcome,
  evidence: [...evidence],
  verdict,
  theoryVersion: theoryVersion.trim(),
});

export async function record(context: WriteContext, input: In<'record'>): Promise<string> {
  const id = context.newId('realist-record');
  const { actor, now: at } = context;
  context.put(cmoConfigurations, id, { id, ...textOf(input), by: actor.id, at, revisedAt: null });
  context.log({ verb: 'realist.record', object: id, detail: { verdict: input.verdict, theory: input.theoryVersion } });
  return id;
}

export async function revise(context: WriteContext, input: In<'revise'>): Promise<string> {
  const found = await findRecord(context, input.recordId);
  context.put(cmoConfigurations, found.id, { ...found, ...textOf(input), revisedAt: context.now });
  context.log({ verb: 'realist.revise', object: found.id, detail: { verdict: input.verdict } });
  return found.id;
}

export async function remove(context: WriteContext, { recordId }: In<'remove'>): Promise<string> {
  await findRecord(context, recordId);
  context.remove(cmoConfigurations, recordId);
  context.log({ verb: 'realist.remove', object: recordId });
  return recordId;
}

export async function configurationView(context: ReadContext, id: string): Promise<CmoConfiguration> {
  const { rows } = await tableOf(context, [await findRecord(context, id)]);
  return rows[0] as CmoConfiguration;
}

export async function getTable(
  context: ReadContext,
  { theoryVersion }: Pick<In<'getTable'>, 'theoryVersion'>,
): Promise<CmoTable> {
  const found = await scanAll(context, cmoConfigurations, { index: 'cmo', ...EVERY_KEY, reverse: true });
  const records = found.map(({ body }) => body);
  return tableOf(
    context,
    theoryVersion === undefined ? records : records.filter((each) => each.theoryVersion === theoryVersion.trim()),
  );
}

async function tableOf({ kit }: ReadContext, records: readonly CmoRecord[]): Promise<CmoTable> {
  const measured = realistTable(records.map((each) => ({ ...each, context: each.context.join('\n') })));
  const table: RealistTable = measured.status === 'ok' ? measured.value : { rows: [], verdicts: new Map() };
  const people = await kit.people.cards(records.map(({ by }) => by));
  const rows = records.map(
    ({ by, ...each }, at): CmoConfiguration => ({
      ...each,
      communityId: communityIdOf(each.id),
      by: people.get(by) ?? stranger(by),
      missing: table.rows[at]?.missing ?? [],
    }),
  );
  const verdicts = [...table.verdicts].map(([theoryVersion, counts]) => ({ theoryVersion, ...counts }));
  const inOrder = new Intl.Collator('en', { numeric: true });
  return { rows, verdicts: verdicts.sort((a, b) => inOrder.compare(a.theoryVersion, b.theoryVersion)) };
}
