import type { ServedOperation } from '../served.js';
import { VERSION } from '../version.js';
import { headers } from './headers.js';
import { pathItemOf } from './operations.js';
import { parameters } from './parameters.js';
import { problemSchema, responses } from './problems.js';
import { schemasOf } from './schemas.js';
import { ownPaths } from './service.js';

/** A security scheme as OpenAPI has it, such as `{ type: 'http', scheme: 'bearer' }`. */
export type SecurityScheme = Readonly<Record<string, unknown>>;

/** What a caller may sign on with, by name. Any one of them suffices. */
export type SecuritySchemes = Readonly<Record<string, SecurityScheme>>;

const USUAL: SecuritySchemes = {
  bearer: { type: 'http', scheme: 'bearer', description: "A token of the organisation's identity provider." },
};

const INTRODUCTION = `Communities of practice: who belongs to them, what they ask and answer, what they know, and what comes of it.

Every operation has an address of its own, \`/v1/PART/VERB\`. Reads are \`GET\` with the input as query parameters (text as it stands, everything else as JSON), \`HEAD\`, or \`POST\` with the input as a JSON body. Writes are \`POST\`.

Failures are problem details (RFC 9457) with a stable \`code\`.`;

export interface Described {
  readonly operations: readonly ServedOperation[];
  readonly basePath: string;
  readonly schemes?: SecuritySchemes | undefined;
}

/** The whole API as an OpenAPI 3.1 document: what may be called from outside, extensions included. */
export function documentOf({ operations, basePath, schemes = USUAL }: Described): object {
  const exposed = operations.filter((operation) => operation.exposed);
  const schemas = schemasOf(exposed);
  const paths = exposed.map((operation) => [`/v1/${operation.name.replace('.', '/')}`, pathItemOf(operation, schemas)]);
  return {
    openapi: '3.1.1',
    info: { title: 'copkit', version: VERSION, description: INTRODUCTION, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: basePath || '/' }],
    security: Object.keys(schemes).map((name) => ({ [name]: [] })),
    tags: [...new Set(exposed.map(({ name }) => name.slice(0, name.indexOf('.'))))].map((name) => ({ name })),
    paths: { ...Object.fromEntries(paths), ...ownPaths },
    components: {
      schemas: { Problem: problemSchema, ...schemas.components },
      parameters,
      responses,
      headers,
      securitySchemes: schemes,
    },
  };
}
