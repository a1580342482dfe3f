import { UnavailableError } from '@copkit/storage';

/** What a failure of the driver means. */
export interface Failure {
  /** Whether what was asked for may have happened all the same. */
  readonly outcome: 'not-applied' | 'unknown';
  /** Whether trying again may help. */
  readonly passing: boolean;
  /** Whether the connection is of no use any more. */
  readonly disconnected: boolean;
  readonly sentence: string;
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html; a code or the class it begins with. */
const known: readonly (readonly [code: string, sentence: string, passing?: 'passing'])[] = [
  ['40001', 'was too busy: other transactions kept getting in the way. Try again', 'passing'],
  ['40P01', 'was too busy: other transactions kept getting in the way. Try again', 'passing'],
  ['55P03', 'is held by another transaction for too long. Try again, or look for who holds a lock'],
  ['57014', 'took too long, and the statement was given up. Try again, or raise statement_timeout'],
  ['57P01', 'was shut down or cut the connection', 'passing'],
  ['57P02', 'crashed and starts again', 'passing'],
  ['57P03', 'is starting or stopping', 'passing'],
  ['57P05', 'cut an idle connection', 'passing'],
  ['25006', 'is read-only, a standby perhaps. Connect to the primary', 'passing'],
  ['53300', 'has no connection left. Raise max_connections, or make the pool smaller', 'passing'],
  ['53100', 'has no space left on its disk'],
  ['53', 'has not the resources it needs'],
  [
    '28000',
    'refuses this user. Check the connection string, and whether pg_hba.conf lets it in from here, with this sslmode',
  ],
  ['28', 'refuses this user or password. Check the connection string'],
  ['3D000', 'has no such database. Create it, or check the connection string'],
  ['42501', 'denies this user what copkit needs. Grant it CREATE on the database, or all on the schema'],
  ['08', 'is not reachable', 'passing'],
];

/** `null` when the error does not come from the database or the way to it. */
export function explain(error: unknown, sent: boolean): Failure | null {
  if (!(error instanceof Error)) return null;
  if (isOfServer(error)) {
    const { code } = error;
    const [, sentence, passing] = known.find(([start]) => code.startsWith(start)) ?? [];
    return {
      // An answer of the server says that the transaction is undone; only in a crash it may come after the commit.
      outcome: sent && code === '57P02' ? 'unknown' : 'not-applied',
      passing: passing === 'passing',
      disconnected: code.startsWith('57P') || code.startsWith('08'),
      sentence: sentence ?? `cannot be used: ${error.message}`,
    };
  }
  const setUp = ofSetUp(error);
  if (setUp) return { outcome: 'not-applied', passing: false, disconnected: true, sentence: setUp };
  if (!isOfConnection(error)) return null;
  return {
    outcome: sent ? 'unknown' : 'not-applied',
    passing: true,
    disconnected: true,
    sentence: sent ? 'was lost in the middle of a statement' : 'is not reachable. Check that it runs, and its address',
  };
}

/** What a person must put right before there can be a connection; `null` when it is something else. */
function ofSetUp(error: Error): string | null {
  if (error.message === 'The server does not support SSL connections')
    return 'offers no TLS, which the connection string asks for. Set ssl = on in the server, or sslmode=disable here';
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  if (syscall === 'open')
    return `cannot be reached: ${path} cannot be read (${code}). Check sslrootcert, sslcert and sslkey`;
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return `has a certificate for another host: ${error.message} Connect by a name that the certificate has`;
  if (code !== undefined && CERTIFICATE.test(code))
    return `has a certificate that is not trusted: ${error.message}. Name the authority that issued it with sslrootcert`;
  return null;
}

/** What Node finds wrong with a certificate: https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const CERTIFICATE = /CERT|^UNABLE_TO_|^INVALID_(CA|PURPOSE)$|^(HOSTNAME_MISMATCH|PATH_LENGTH_EXCEEDED)$/;

/** By its looks: a pool that was handed over may come from another copy of the driver. */
function isOfServer(error: Error): error is Error & { readonly code: string } {
  return 'severity' in error && 'code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code);
}

/** The driver has no class for these. */
function isOfConnection(error: Error): boolean {
  if ('code' in error && typeof error.code === 'string')
    return /^(E[A-Z]+|ERR_(SSL|TLS|OSSL)\w*)$|CERT/.test(error.code);
  return /connection|connect|timeout|SSL|not queryable/i.test(error.message);
}

export function unavailable({ outcome, sentence }: Failure, cause: unknown): UnavailableError {
  return new UnavailableError(outcome, `PostgreSQL ${sentence}.`, { cause });
}
