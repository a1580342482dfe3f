import { CopkitError, type ErrorCode } from '@copkit/core';
import { API_HEADERS } from '../headers.js';
import { HttpError, PROBLEMS, type ProblemContext } from '../problems.js';

export const SCIM_JSON = 'application/scim+json';
const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error';

/** What is wrong, in the words of RFC 7644, 3.12. */
export type ScimType =
  | 'invalidFilter'
  | 'invalidPath'
  | 'invalidSyntax'
  | 'invalidValue'
  | 'mutability'
  | 'noTarget'
  | 'tooMany'
  | 'uniqueness';

const CODES: Readonly<Record<number, ErrorCode>> = {
  403: 'forbidden',
  404: 'not-found',
  405: 'invalid',
  409: 'conflict',
  412: 'conflict',
  501: 'invalid',
};

/** An error that SCIM has a name of its own for. */
export class ScimError extends HttpError {
  constructor(
    status: number,
    readonly scimType: ScimType | null,
    message: string,
  ) {
    super(status, CODES[status] ?? 'invalid', message);
  }
}

export const invalidValue = (message: string): ScimError => new ScimError(400, 'invalidValue', message);
export const nothingHere = (): ScimError => new ScimError(404, null, 'There is nothing with this id.');

const UNIQUE: ReadonlySet<string> = new Set(['userName', 'externalId', 'displayName', 'id']);

/** Any error as SCIM tells it. What nobody foresaw goes to the log, and the caller is told where it is found there. */
export function scimProblem(error: unknown, request: Request, { log, exchange }: ProblemContext): Response {
  const known = error instanceof CopkitError && error.code !== 'internal' ? error : null;
  const { requestId } = exchange;
  if (!known) log({ requestId, method: request.method, path: new URL(request.url).pathname, error });
  exchange.code = known?.code ?? 'internal';
  const { status, scimType } = kindOf(known);
  const body = {
    schemas: [ERROR],
    status: String(status),
    ...(scimType && { scimType }),
    detail: known?.message ?? `Something went wrong here. The operator finds it in the log as ${requestId}.`,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      ...API_HEADERS,
      'content-type': SCIM_JSON,
      'cache-control': 'no-store',
      ...(status === 401 && { 'www-authenticate': 'Bearer' }),
      ...(status === 503 && { 'retry-after': '1' }),
      ...(known instanceof HttpError && known.headers),
    },
  });
}

function kindOf(error: CopkitError | null): { readonly status: number; readonly scimType: ScimType | null } {
  if (error === null) return { status: 500, scimType: null };
  if (error instanceof ScimError) return error;
  if (error instanceof HttpError) return { status: error.status, scimType: null };
  if (error.code === 'invalid') return { status: 400, scimType: 'invalidValue' };
  if (error.code === 'conflict') return { status: 409, scimType: UNIQUE.has(error.field ?? '') ? 'uniqueness' : null };
  return { status: PROBLEMS[error.code].status, scimType: null };
}
