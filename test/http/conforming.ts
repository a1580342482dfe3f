import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'vitest';

interface Referring {
  readonly $ref?: string;
}

interface Header extends Referring {
  readonly required?: boolean;
  readonly schema?: object;
}

interface Answered extends Referring {
  readonly headers?: Readonly<Record<string, Header>>;
  readonly content?: Readonly<Record<string, object>>;
}

export interface Described {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, Answered>>;
  readonly requestBody?: object;
}

export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

/** A step of a JSON pointer. */
const step = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** The same with every object closed: the server gives what it describes and nothing else, though clients must bear more. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([name, each]) => [name, closed(each)]));
  const isObject = inner.type === 'object' && 'properties' in inner && !('additionalProperties' in inner);
  return isObject ? { ...inner, additionalProperties: false } : inner;
}

/** Holds answers to what the description promises. */
export class Conformance {
  readonly document: OpenApi;
  /** Statuses that were seen, by operation. */
  readonly seen = new Map<string, Set<number>>();
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true });

  constructor(document: OpenApi) {
    this.document = document;
    addFormats.default(this.#ajv);
    this.#ajv.addSchema(closed(document) as object, 'api');
  }

  /** `fetch`, with every answer of the API checked. */
  fetching(base: string): typeof fetch {
    return async (input, init) => {
      const request = new Request(input, init);
      const response = await fetch(request);
      const path = new URL(request.url).pathname.slice(new URL(base).pathname.replace(/\/$/, '').length);
      await this.check(request.method, path, response);
      return response;
    };
  }

  /** @throws AssertionError where the answer differs from the description in status, headers, type or body. */
  async check(method: string, path: string, response: Response): Promise<void> {
    const asked = method === 'HEAD' ? 'get' : method.toLowerCase();
    const described = this.document.paths[path]?.[asked];
    if (!described) throw new Error(`${method} ${path} is not described, but was answered ${response.status}.`);
    const { status } = response;
    const where = `paths/${step(path)}/${asked}/responses/${status}`;
    const promised = described.responses[status];
    if (!promised) throw new Error(`${method} ${path} was answered ${status}, which is not described.`);
    const { pointer, value } = this.#resolved(where, promised);
    for (const [name, header] of Object.entries(value.headers ?? {})) {
      this.#checkHeader(`${pointer}/headers/${step(name)}`, header, name, response, `${method} ${path} ${status}`);
    }
    await this.#checkBody(pointer, value, method, path, response);
    const seen = this.seen.get(described.operationId) ?? new Set();
    this.seen.set(described.operationId, seen.add(status));
  }

  #checkHeader(pointer: string, header: Header, name: string, response: Response, what: string): void {
    const { pointer: at, value } = this.#resolved(pointer, header);
    const given = response.headers.get(name);
    if (given === null) expect(value.required ?? false, `${what} has no header ${name}`).toBe(false);
    else this.#validate(`${at}/schema`, given, `${what}, header ${name}`);
  }

  async #checkBody(pointer: string, value: Answered, method: string, path: string, response: Response): Promise<void> {
    const what = `${method} ${path} ${response.status}`;
    if (method === 'HEAD' || !value.content) {
      if (method !== 'HEAD') expect(await response.clone().text(), `${what} has a body`).toBe('');
      return;
    }
    const type = response.headers.get('content-type')?.split(';')[0] ?? '';
    expect(Object.keys(value.content), `${what}, content type`).toContain(type);
    if (type === 'text/event-stream') return;
    this.#validate(`${pointer}/content/${step(type)}/schema`, await response.clone().json(), what);
  }

  #resolved<T extends Referring>(pointer: string, value: T): { readonly pointer: string; readonly value: T } {
    if (value.$ref === undefined) return { pointer, value };
    const at = value.$ref.slice('#/'.length);
    const [, kind = '', name = ''] = at.split('/');
    return { pointer: at, value: this.document.components[kind]?.[name] as T };
  }

  #validate(pointer: string, value: unknown, what: string): void {
    const validate = this.#ajv.getSchema(`api#/${pointer}`);
    if (!validate) throw new Error(`There is no schema at ${pointer}.`);
    if (!validate(value)) {
      throw new Error(`${what}: ${this.#ajv.errorsText(validate.errors)}\n${JSON.stringify(value).slice(0, 500)}`);
    }
  }

  /** Operations that were never seen to answer with any of these statuses. */
  never(...statuses: readonly number[]): string[] {
    const all = Object.values(this.document.paths).flatMap((item) => Object.values(item));
    return all
      .map(({ operationId }) => operationId)
      .filter((id) => !statuses.some((status) => this.seen.get(id)?.has(status)));
  }
}
