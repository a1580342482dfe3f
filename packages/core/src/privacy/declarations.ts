import { evaluationDeclarations } from '../evaluation/declarations.js';
import { expertiseDeclarations } from '../expertise/declarations.js';
import { moderationDeclarations } from '../moderation/declarations.js';
import { provisioningDeclarations } from '../provisioning/declarations.js';
import type { Collection } from '../store/collection.js';
import type { Declarations } from './declaration.js';
import { contentDeclarations } from './declarations-content.js';
import { peopleDeclarations } from './declarations-people.js';
import { privacyDeclarations } from './declarations-privacy.js';
import { covers, leavesOf } from './leaves.js';

/** How each collection of copkit concerns people. */
export const declarations: Declarations = {
  ...peopleDeclarations,
  ...contentDeclarations,
  ...moderationDeclarations,
  ...expertiseDeclarations,
  ...evaluationDeclarations,
  ...provisioningDeclarations,
  ...privacyDeclarations,
};

/**
 * What is wrong with what is declared: collections without a declaration, fields without a meaning or with two, fields
 * that there are not. For a test of whoever brings collections.
 */
export function faultsOf(collections: Iterable<Collection<unknown>>, declared: Declarations): string[] {
  const faults: string[] = [];
  for (const { name, schema } of collections) {
    const declaration = declared[name];
    if (!declaration) {
      faults.push(`"${name}" is not declared.`);
      continue;
    }
    const leaves = leavesOf(schema).map(({ path }) => path);
    const fields = Object.values(declaration.fields).flat();
    for (const path of leaves) {
      // The longest that covers it counts: `benefit.note` is a text though `benefit` is none.
      const count = fields.filter((field) => field === path || covers(field, path)).length;
      if (count === 0) faults.push(`"${name}" has the field "${path}", whose meaning is not declared.`);
    }
    for (const field of fields) {
      if (fields.indexOf(field) !== fields.lastIndexOf(field)) faults.push(`"${name}" declares "${field}" twice.`);
      if (!leaves.some((path) => covers(field, path))) faults.push(`"${name}" has no field "${field}".`);
    }
  }
  return faults;
}
