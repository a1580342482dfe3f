import { existsSync } from 'node:fs';
import type { Settings } from '../config/schema.js';
import { unknownCommunities } from '../operating/mapped-groups.js';
import { isDatabase, withStore } from '../store.js';
import type { Terminal } from '../terminal.js';
import { type Finding, fail, ok, warn } from './finding.js';

/** Whether a directory that is to bring people can do it. */
export function directory({ scim, signOn, publicUrl }: Settings): readonly Finding[] {
  const keys = (signOn?.services ?? []).filter(({ scopes }) => scopes.includes('scim'));
  if (!scim) {
    if (keys.length === 0) return [];
    const todo = 'Set "scim": {} in the configuration, or take the scope away.';
    return [warn('scim', `${keys[0]?.name} has a key for SCIM, which is not served`, todo)];
  }
  if (keys.length === 0)
    return [
      fail(
        'scim',
        'no program has a key for it',
        'Make one with "copkit key create Directory --scope scim", and put its hash under signOn.services.',
      ),
    ];
  const address = publicUrl === undefined ? 'its own address' : `${publicUrl}/scim/v2`;
  const served = ok('scim', `served at ${address}; groups that give something: ${scim.groups.length}`);
  if (publicUrl?.startsWith('http:'))
    return [served, fail('scim', 'keys would go over the network unencrypted', 'Set publicUrl to an https address.')];
  return [served];
}

/** Whether what groups are mapped to is there, where the store could be looked into. */
export async function mappedGroups(
  { scim, data }: Pick<Settings, 'scim' | 'data'>,
  store: readonly Finding[],
  terminal: Terminal,
): Promise<readonly Finding[]> {
  if (!scim || scim.groups.length === 0 || store.some(({ state }) => state === 'fail')) return [];
  const todo = 'Correct scim.groups, or create the community first; "copkit" calls it by the id in its address.';
  if (!isDatabase(data) && !existsSync(data))
    return [warn('scim', 'groups are mapped, and there are no communities yet', todo)];
  const quiet = { file: data, create: false, onFault: () => {}, poolMax: 1 };
  const missing = await withStore(quiet, terminal, (cop) => unknownCommunities(cop, scim.groups));
  return missing.map((sentence) => fail('scim', sentence, todo));
}
