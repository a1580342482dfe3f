import { dequal } from 'dequal/lite';
import { CopkitError } from '../errors.js';
import type { ReadContext, WriteContext } from '../operations/context.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import { people } from '../people/records.js';
import { peoplePartition } from '../store/partitions.js';
import type { ProvisioningApi } from './api.js';
import { type NameKind, nameKey, names, users } from './records.js';

type In<K extends keyof ProvisioningApi> = InputOf<ProvisioningApi[K]>;
type Out<K extends keyof ProvisioningApi> = OutputOf<ProvisioningApi[K]>;

/** Makes suspension agree with the account. Key: the person. */
export const STANDING = 'provisioning.standing';
/** Takes somebody out of all groups. Key: the person. */
export const DEPARTED = 'provisioning.departed';

export const changedMeanwhile = (): CopkitError =>
  new CopkitError('conflict', 'It was changed in the meantime. Read it again.', 'version');

/** `earlier` and `now`: names by kind. Claims those that are new and gives up those that are not used any more. */
export async function claimNames(
  context: WriteContext,
  id: string,
  earlier: readonly (readonly [NameKind, string | null])[],
  now: readonly (readonly [kind: NameKind, name: string | null, field: string])[],
): Promise<void> {
  const keysOf = (of: readonly (readonly [NameKind, string | null, ...string[]])[]) =>
    of.flatMap(([kind, name]) => (name === null ? [] : [nameKey(kind, name)]));
  for (const [kind, name, field] of now) {
    if (name === null) continue;
    const key = nameKey(kind, name);
    const held = await context.get(names, key);
    if (held && held.id !== id) throw new CopkitError('conflict', `There is one with this ${field} already.`, field);
    if (!held) context.put(names, key, { id });
  }
  const used = new Set(keysOf(now));
  for (const key of keysOf(earlier)) if (!used.has(key)) context.remove(names, key);
}

export async function saveUser(context: WriteContext, { user, version }: In<'saveUser'>): Promise<string> {
  const known = await context.get(users, user.id);
  if ((known?.version ?? null) !== version) {
    if (known && version === null) throw new CopkitError('conflict', 'This person has an account already.', 'id');
    throw changedMeanwhile();
  }
  const person = await context.in(peoplePartition(user.id)).get(people, user.id);
  if (!person || person.erasedAt !== null) throw new CopkitError('not-found', 'There is no such person.', 'user.id');
  await claimNames(
    context,
    user.id,
    known
      ? [
          ['userName', known.userName],
          ['userExternalId', known.externalId],
        ]
      : [],
    [
      ['userName', user.userName, 'userName'],
      ['userExternalId', user.externalId, 'externalId'],
    ],
  );
  if (known && dequal({ ...known, ...user }, known)) return user.id;
  context.put(users, user.id, {
    ...user,
    version: (known?.version ?? 0) + 1,
    createdAt: known?.createdAt ?? context.now,
    changedAt: context.now,
  });
  if (known?.active !== user.active) context.effect(STANDING, user.id, { personId: user.id });
  return user.id;
}

export async function savedUser(context: ReadContext, id: string): Promise<Out<'saveUser'>> {
  const user = await context.get(users, id);
  if (!user) throw new CopkitError('not-found', 'There is no such account.', 'id');
  return user;
}

export async function removeUser(context: WriteContext, { id, version }: In<'removeUser'>): Promise<string> {
  const known = await context.get(users, id);
  if (!known) throw new CopkitError('not-found', 'There is no such account.', 'id');
  if (version !== undefined && known.version !== version) throw changedMeanwhile();
  context.remove(users, id);
  context.remove(names, nameKey('userName', known.userName));
  if (known.externalId !== null) context.remove(names, nameKey('userExternalId', known.externalId));
  context.effect(STANDING, id, { personId: id });
  context.effect(DEPARTED, id, { personId: id });
  return id;
}

export async function findUser(context: ReadContext, input: In<'findUser'>): Promise<Out<'findUser'>> {
  const key = 'userName' in input ? nameKey('userName', input.userName) : nameKey('userExternalId', input.externalId);
  const held = await context.get(names, key);
  return { user: held && (await context.get(users, held.id)) };
}
