import { CopkitError } from '@copkit/core';
import type { Context, Hono } from 'hono';
import { readJson } from '../body.js';
import type { Exchange } from '../exchange.js';
import { API_HEADERS } from '../headers.js';
import { type Fault, HttpError } from '../problems.js';
import type { RateLimits } from '../rate-limits.js';
import type { ServedCopkit } from '../served.js';
import type { Authenticate, Peer } from '../sign-on/authenticate.js';
import { SERVICE_PREFIX } from '../sign-on/claims.js';
import type { ResourceKind } from './attributes.js';
import { Directory, type Expected } from './directory.js';
import { resourceTypes, schemas, serviceProviderConfig } from './discovery.js';
import { parseFilter } from './filter.js';
import { groupResource, patchGroup, readGroup } from './group.js';
import { matcher } from './matching.js';
import { changesOf, type Json } from './message.js';
import { nothingHere, SCIM_JSON, ScimError, scimProblem } from './problems.js';
import { listResponse, type Query, queryOf, searchOf, selected } from './selection.js';
import type { ScimSettings } from './settings.js';
import { patchUser, readUser, userResource } from './user.js';

export interface ScimOptions extends ScimSettings {
  /** The address of this server for others, base path included; as each request has it where absent. */
  readonly publicUrl?: string | undefined;
}

interface Surroundings {
  readonly options: ScimOptions;
  readonly basePath: string;
  readonly copOf: (request: Request) => Promise<ServedCopkit>;
  readonly authenticate: Authenticate;
  readonly rateLimits: RateLimits | undefined;
  readonly log: (fault: Fault) => void;
}

type Bound = { Bindings: Peer & { readonly exchange: Exchange } };
type Asked = Context<Bound>;
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Where the service lies, below the base path. */
const PATH = '/scim/v2';
/** A group with 20,000 members has its place in one request. */
const BODY_BYTES = 4_194_304;

/** What can be asked for of one kind of resource. */
interface Endpoint {
  readonly kind: ResourceKind;
  list(directory: Directory, query: Query, base: string): Promise<readonly Json[]>;
  get(directory: Directory, id: string, base: string): Promise<Json>;
  create(directory: Directory, body: unknown, base: string): Promise<Json>;
  replace(directory: Directory, id: string, expected: Expected, body: unknown, base: string): Promise<Json>;
  patch(directory: Directory, id: string, expected: Expected, body: unknown, base: string): Promise<Json>;
  remove(directory: Directory, id: string, expected: Expected): Promise<void>;
}

const users: Endpoint = {
  kind: 'User',
  async list(directory, { filter }, base) {
    const parsed = filter === null ? null : parseFilter(filter);
    const test = parsed ? matcher('User', parsed) : () => true;
    return (await directory.users(parsed)).map((user) => userResource(user, base)).filter(test);
  },
  get: async (directory, id, base) => userResource(await directory.user(id), base),
  create: async (directory, body, base) => userResource(await directory.createUser(readUser(body)), base),
  async replace(directory, id, expected, body, base) {
    const draft = readUser(body);
    return userResource(await directory.changeUser(id, expected, () => draft), base);
  },
  async patch(directory, id, expected, body, base) {
    const changes = changesOf(body);
    const changed = await directory.changeUser(id, expected, (draft) => {
      patchUser(draft, changes);
      return draft;
    });
    return userResource(changed, base);
  },
  remove: (directory, id, expected) => directory.removeUser(id, expected),
};

const groups: Endpoint = {
  kind: 'Group',
  async list(directory, { filter }, base) {
    const parsed = filter === null ? null : parseFilter(filter);
    const test = parsed ? matcher('Group', parsed) : () => true;
    return (await directory.groups(parsed)).map((group) => groupResource(group, base)).filter(test);
  },
  get: async (directory, id, base) => groupResource(await directory.group(id), base),
  create: async (directory, body, base) => groupResource(await directory.createGroup(readGroup(body)), base),
  async replace(directory, id, expected, body, base) {
    const draft = readGroup(body);
    return groupResource(await directory.changeGroup(id, expected, () => draft), base);
  },
  async patch(directory, id, expected, body, base) {
    const changes = changesOf(body);
    const changed = await directory.changeGroup(id, expected, (draft) => {
      patchGroup(draft, changes);
      return draft;
    });
    return groupResource(changed, base);
  },
  remove: (directory, id, expected) => directory.removeGroup(id, expected),
};

/** The SCIM 2.0 service (RFC 7644), for programs with a service key whose scopes name `scim`. */
export function addScim(app: Hono<Bound>, surroundings: Surroundings): void {
  const { options, basePath, copOf, authenticate, rateLimits, log } = surroundings;
  const directories = new WeakMap<ServedCopkit, Directory>();
  const directoryOf = (cop: ServedCopkit): Directory => {
    const { system, stateOf } = cop;
    if (!system) throw new Error('SCIM needs a copkit with its system API.');
    const known = directories.get(cop) ?? new Directory({ system, stateOf }, options);
    directories.set(cop, known);
    return known;
  };
  const baseOf = ({ url }: Request) => `${options.publicUrl ?? `${new URL(url).origin}${basePath}`}${PATH}`;

  const admit = async (c: Asked, kind: 'read' | 'write'): Promise<void> => {
    const signedOn = await authenticate(c.req.raw, c.env);
    if (!signedOn) throw new CopkitError('unauthenticated', 'Send a service key as a bearer token.');
    if (!signedOn.hostId.startsWith(SERVICE_PREFIX) || !signedOn.scopes?.includes('scim'))
      throw new CopkitError('forbidden', 'This is for programs with a service key that has the scope scim.');
    const spent = await rateLimits?.spend(c.req.raw, c.env, { name: 'scim.call', kind }, signedOn.hostId);
    for (const [name, value] of Object.entries(spent ?? {})) c.header(name, value);
  };
  const answered = (c: Asked, body: Json, status: 200 | 201 = 200): Response => {
    const meta = body.meta as Json | undefined;
    const headers: Record<string, string> = { ...API_HEADERS, 'cache-control': 'no-store', 'content-type': SCIM_JSON };
    if (typeof meta?.version === 'string') headers.etag = meta.version;
    if (status === 201 && typeof meta?.location === 'string') headers.location = meta.location;
    return c.body(JSON.stringify(body), status, headers);
  };
  const nothing = (c: Asked, version?: unknown) =>
    c.body(null, 204, { ...API_HEADERS, ...(typeof version === 'string' && { etag: version }) });

  /** Registers what answers a method; whatever goes wrong is told in SCIM's way. */
  const on = (method: Method | 'ALL', path: string, name: string, answer: (c: Asked) => Promise<Response>) => {
    const kind = method === 'GET' || path.endsWith('.search') ? 'read' : 'write';
    const handle = async (c: Asked) => {
      c.env.exchange.operation = `scim.${name}`;
      try {
        await admit(c, kind);
        return await answer(c);
      } catch (error) {
        return scimProblem(error, c.req.raw, { log, exchange: c.env.exchange, basePath });
      }
    };
    if (method === 'ALL') app.all(`${PATH}${path}`, handle);
    else app.on(method, `${PATH}${path}`, handle);
  };
  const bodyOf = async (c: Asked) => {
    try {
      return await readJson(c.req.raw, BODY_BYTES, [SCIM_JSON, 'application/json']);
    } catch (error) {
      const malformed = error instanceof CopkitError && error.code === 'invalid' && !(error instanceof HttpError);
      throw malformed ? new ScimError(400, 'invalidSyntax', error.message) : error;
    }
  };
  const queried = (c: Asked) => queryOf(new URL(c.req.url).searchParams);

  for (const [path, endpoint] of [
    ['/Users', users],
    ['/Groups', groups],
  ] as const) {
    const { kind } = endpoint;
    const directory = async (c: Asked) => directoryOf(await copOf(c.req.raw));
    const listed = async (c: Asked, query: Query) => {
      const all = await endpoint.list(await directory(c), query, baseOf(c.req.raw));
      const list = listResponse(all, query);
      const page = (list.Resources as readonly Json[]).map((each) => selected(kind, each, query));
      return answered(c, { ...list, Resources: page });
    };
    on('GET', path, `list${kind}s`, async (c) => listed(c, queried(c)));
    on('POST', `${path}/.search`, `list${kind}s`, async (c) => listed(c, searchOf(await bodyOf(c))));
    on('POST', path, `create${kind}`, async (c) => {
      const made = await endpoint.create(await directory(c), await bodyOf(c), baseOf(c.req.raw));
      return answered(c, { ...selected(kind, made, queried(c)), meta: made.meta }, 201);
    });
    on('GET', `${path}/:id`, `get${kind}`, async (c) => {
      const found = await endpoint.get(await directory(c), idOf(c), baseOf(c.req.raw));
      const { version } = found.meta as Json;
      if (versionsIn(c.req.header('if-none-match'))?.has(numberOf(version)))
        return c.body(null, 304, { etag: String(version) });
      const response = answered(c, selected(kind, found, queried(c)));
      response.headers.set('etag', String(version));
      return response;
    });
    on('PUT', `${path}/:id`, `replace${kind}`, async (c) => {
      const expected = versionsIn(c.req.header('if-match'));
      const body = await bodyOf(c);
      const changed = await endpoint.replace(await directory(c), idOf(c), expected, body, baseOf(c.req.raw));
      return answered(c, { ...selected(kind, changed, queried(c)), meta: changed.meta });
    });
    on('PATCH', `${path}/:id`, `patch${kind}`, async (c) => {
      const expected = versionsIn(c.req.header('if-match'));
      const body = await bodyOf(c);
      const changed = await endpoint.patch(await directory(c), idOf(c), expected, body, baseOf(c.req.raw));
      // A group comes with all its members, which nobody who adds a hundred of them wants to hear.
      const query = queried(c);
      if (kind === 'Group' && query.attributes.length === 0) return nothing(c, (changed.meta as Json).version);
      return answered(c, { ...selected(kind, changed, query), meta: changed.meta });
    });
    on('DELETE', `${path}/:id`, `remove${kind}`, async (c) => {
      await endpoint.remove(await directory(c), idOf(c), versionsIn(c.req.header('if-match')));
      return nothing(c);
    });
  }

  on('GET', '/ServiceProviderConfig', 'describe', async (c) => answered(c, serviceProviderConfig(baseOf(c.req.raw))));
  for (const [path, all] of [
    ['/ResourceTypes', resourceTypes],
    ['/Schemas', schemas],
  ] as const) {
    on('GET', path, 'describe', async (c) => {
      if (c.req.query('filter') !== undefined) throw new ScimError(403, null, 'These are not filtered.');
      const items = all(baseOf(c.req.raw));
      return answered(c, listResponse(items, { startIndex: 1, count: items.length }));
    });
    on('GET', `${path}/:id`, 'describe', async (c) => {
      const found = all(baseOf(c.req.raw)).find((each) => String(each.id).toLowerCase() === idOf(c).toLowerCase());
      if (!found) throw nothingHere();
      return answered(c, found);
    });
  }
  for (const path of ['/Bulk', '/Me']) {
    on('ALL', path, 'unsupported', async () => {
      throw new ScimError(501, null, `${path} is not offered here; see ServiceProviderConfig.`);
    });
  }
  on('ALL', '/*', 'other', async (c) => {
    const known = /\/(?:Users|Groups|ServiceProviderConfig|ResourceTypes|Schemas)(?:\/[^/]+)?$/.test(c.req.path);
    throw known
      ? new ScimError(405, null, 'This cannot be done here.')
      : new ScimError(404, null, 'There is nothing at this address.');
  });
}

const idOf = (c: Asked): string => c.req.param('id') ?? '';

const numberOf = (tag: unknown): number => Number(/"(\d+)"/.exec(String(tag))?.[1]);

/** The versions that a header names; `null` where there is none, or where any will do. */
function versionsIn(header: string | undefined): Expected {
  if (header === undefined || header.trim() === '*') return null;
  return new Set([...header.matchAll(/"([^"]*)"/g)].map(([, tag]) => (/^\d+$/.test(tag ?? '') ? Number(tag) : -1)));
}
