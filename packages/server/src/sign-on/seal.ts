import { EncryptJWT, type JWTPayload, jwtDecrypt } from 'jose';

interface SealKey {
  readonly id: string;
  readonly bytes: Uint8Array;
}

/**
 * Seals what is handed to a browser for keeping, so that it can neither read nor change it (JWE, AES-256-GCM). The keys
 * are derived from secrets (HKDF, RFC 5869) for one purpose, so that what is sealed for one is nothing to another.
 */
export class Seal {
  readonly #keys: Promise<readonly SealKey[]>;
  readonly #type: string;
  readonly #now: () => Date;

  constructor(secrets: readonly string[], purpose: string, now: () => Date) {
    this.#keys = Promise.all(secrets.map((secret) => derive(secret, purpose)));
    this.#type = `${purpose}+jwe`;
    this.#now = now;
  }

  async seal(content: JWTPayload, expires: Date): Promise<string> {
    const [key] = await this.#keys;
    if (!key) throw new Error('Nothing to seal with.');
    return new EncryptJWT(content)
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: key.id, typ: this.#type })
      .setExpirationTime(expires)
      .encrypt(key.bytes);
  }

  /** What was sealed, by whichever of the secrets. Rejects with jose's errors. */
  async open(sealed: string): Promise<JWTPayload> {
    const keys = await this.#keys;
    const { payload } = await jwtDecrypt(
      sealed,
      ({ kid }) => keys.find(({ id }) => id === kid)?.bytes ?? new Uint8Array(0),
      {
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
        typ: this.#type,
        requiredClaims: ['exp'],
        currentDate: this.#now(),
      },
    );
    return payload;
  }
}

async function derive(secret: string, purpose: string): Promise<SealKey> {
  const material = await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), 'HKDF', false, [
    'deriveBits',
  ]);
  const bits = async (info: string, length: number) =>
    new Uint8Array(
      await crypto.subtle.deriveBits(
        { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: new TextEncoder().encode(`copkit ${info}`) },
        material,
        length,
      ),
    );
  const id = await bits(`${purpose} id`, 64);
  return {
    id: Array.from(id, (byte) => byte.toString(16).padStart(2, '0')).join(''),
    bytes: await bits(purpose, 256),
  };
}
