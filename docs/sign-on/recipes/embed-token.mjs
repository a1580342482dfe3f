import { createHmac } from 'node:crypto';

/** A copkit embed token for whoever your server has signed in; `now` and `seconds` in seconds. */
export function embedToken({ secret, issuer, audience, personId, name, unit, now = Date.now() / 1000, seconds = 300 }) {
  const issuedAt = Math.floor(now);
  const claims = { iss: issuer, aud: audience, sub: personId, name, ...(unit && { unit }) };
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = [
    part({ alg: 'HS256', typ: 'copkit-embed+jwt' }),
    part({ ...claims, iat: issuedAt, exp: issuedAt + seconds }),
  ].join('.');
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}
