import type { Settings } from '../config/schema.js';
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
