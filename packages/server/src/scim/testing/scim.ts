import { type Copkit, createCopkit } from '@copkit/core';
import { moderation, moderationDeclarations } from '@copkit/core/moderation';
import { privacy } from '@copkit/core/privacy';
import { type GroupMapping, provisioning, provisioningDeclarations } from '@copkit/core/provisioning';
import { MemoryStore, memory } from '@copkit/storage';
import { expect, onTestFinished } from 'vitest';
import { createHandler, type HandlerOptions } from '../../handler.js';
import type { Fault } from '../../problems.js';
import { createServiceKey } from '../../sign-on/service-keys.js';
import { signOnFrom } from '../../sign-on/sign-on-from.js';
import { scimSettings } from '../settings.js';

export const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
export const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error';

type Body = ReturnType<JSON['parse']>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** A copkit with SCIM, whose faults fail the test, and a program that calls it. */
export async function scimServer(settings: object = {}, options: Partial<HandlerOptions> = {}) {
  const store = new MemoryStore('tests');
  const mappings: GroupMapping[] = [];
  const failures: unknown[] = [];
  const cop: Copkit = await createCopkit({
    storage: memory({ store }),
    extensions: [
      moderation(),
      privacy({ declarations: { ...moderationDeclarations, ...provisioningDeclarations } }),
      provisioning({ groups: mappings }),
    ],
    onError: (error) => failures.push(error),
  });
  const keys = await Promise.all([['scim'], ['*'], ['read', 'people.*']].map(() => createServiceKey()));
  const [scim, star, other] = keys.map(({ key }) => key);
  const authenticate = signOnFrom({
    services: keys.map(({ hash }, at) => ({
      name: `Program ${at}`,
      hash,
      scopes: [['scim'], ['*'], ['read', 'people.*']][at] ?? [],
      admin: at > 0,
    })),
  });
  const faults: Fault[] = [];
  const handle = createHandler({
    cop,
    authenticate,
    scim: scimSettings.parse(settings),
    log: (fault) => faults.push(fault),
    ...options,
  });
  onTestFinished(async () => {
    const { findings } = await cop.check();
    await cop.close();
    expect(findings).toEqual([]);
    expect(faults).toEqual([]);
    expect(failures).toEqual([]);
  });
  const send = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const response = await handle(
      new Request(`https://cop.example/scim/v2${path}`, {
        method,
        headers: {
          authorization: `Bearer ${scim}`,
          ...(body !== undefined && { 'content-type': 'application/scim+json; charset=utf-8' }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    if (text !== '') expect(response.headers.get('content-type')).toBe('application/scim+json');
    const parsed: Body = text === '' ? null : JSON.parse(text);
    if (response.status >= 400) {
      expect(parsed).toMatchObject({ schemas: [ERROR], status: String(response.status) });
      expect(parsed.detail).toBeTypeOf('string');
    }
    return { status: response.status, headers: response.headers, body: parsed };
  };
  const system = cop.system({ name: 'tests' });
  return {
    cop,
    store,
    system,
    mappings,
    handle,
    keys: { scim, star, other },
    get: (path: string, headers?: Record<string, string>) => send('GET', path, undefined, headers),
    post: (path: string, body: unknown) => send('POST', path, body),
    put: (path: string, body: unknown, headers?: Record<string, string>) => send('PUT', path, body, headers),
    patch: (path: string, Operations: unknown, headers?: Record<string, string>) =>
      send('PATCH', path, { schemas: [PATCH], Operations }, headers),
    remove: (path: string, headers?: Record<string, string>) => send('DELETE', path, undefined, headers),
    send,
    /** A person who signs on. */
    as: (hostId: string, name = hostId) => cop.as({ hostId, name }),
    async community(): Promise<string> {
      const founder = cop.as({ hostId: 'founder', name: 'Fay Founder' });
      return (await founder.communities.create({ name: 'Welding', purpose: 'Seams that last' })).id;
    },
    /** Names of a community's members. */
    async members(communityId: string) {
      const names: (string | null)[] = [];
      for (let after: string | undefined; ; ) {
        const page = await system.membership.list({ communityId, limit: 100, ...(after ? { after } : {}) });
        names.push(...page.items.map(({ person }) => person.name));
        if (page.next === null) return names.sort();
        after = page.next;
      }
    },
  };
}
export type ScimServer = Awaited<ReturnType<typeof scimServer>>;

/** A user as a directory creates one. */
export const newUser = (name: string, more: object = {}) => ({
  schemas: [USER],
  userName: `${name}@corp.example`,
  externalId: `ext-${name}`,
  displayName: name,
  active: true,
  ...more,
});
