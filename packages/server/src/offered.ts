import { Content } from './content.js';
import { deprecationHeaders } from './deprecation.js';
import { pageWithin } from './links.js';
import type { ServedCopkit, ServedOperation } from './served.js';

/** An operation, where its output has a page, and what all its answers say. */
type Known = ServedOperation & { readonly page: string | null; readonly headers: Readonly<Record<string, string>> };

interface Offered {
  readonly operations: ReadonlyMap<string, Known>;
  readonly names: Content;
}

const exposed = new WeakMap<ServedCopkit, Offered>();

function offeredBy(cop: ServedCopkit): Offered {
  let offered = exposed.get(cop);
  if (!offered) {
    const known = cop.operations.filter((each) => each.exposed);
    const operations = new Map(known.map((each) => [each.name, knownOf(each)]));
    offered = { operations, names: new Content(JSON.stringify({ names: [...operations.keys()].sort() })) };
    exposed.set(cop, offered);
  }
  return offered;
}

/** What can be called here, by name. */
export const operationsOf = (cop: ServedCopkit): ReadonlyMap<string, Known> => offeredBy(cop).operations;

/** What can be called here, for clients that do without what there is not. */
export const namesOf = (cop: ServedCopkit): Content => offeredBy(cop).names;

const knownOf = (operation: ServedOperation): Known => ({
  ...operation,
  page: pageWithin(operation.output),
  headers: deprecationHeaders(operation),
});
