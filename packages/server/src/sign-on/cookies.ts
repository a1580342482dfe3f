/** Cookies of this server's pages. Those over https are bound to it: no other host of the domain can set them. */
export interface Cookies {
  readonly name: (short: string) => string;
  /** For `Set-Cookie`. It ends after so many seconds, or at once for 0. */
  readonly set: (short: string, value: string, maxAge: number) => string;
  readonly clear: (short: string) => string;
}

/** Where a cookie goes that only one address needs. Its name cannot bind it to the host: that takes the path `/`. */
export interface OnePath {
  readonly name: string;
  readonly set: (value: string, maxAge: number) => string;
}

export function cookieForPath(secure: boolean, short: string, path: string): OnePath {
  const name = `${secure ? '__Secure-' : ''}${short}`;
  const rest = `HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  return { name, set: (value, maxAge) => `${name}=${value}; Path=${path}; Max-Age=${maxAge}; ${rest}` };
}

export function cookiesFor(secure: boolean): Cookies {
  const name = (short: string) => `${secure ? '__Host-' : ''}${short}`;
  const set = (short: string, value: string, maxAge: number) =>
    `${name(short)}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  return { name, set, clear: (short) => set(short, '', 0) };
}

/** The cookies of a request as they were sent, in their order. */
export function cookiesOf(request: Request): readonly (readonly [name: string, value: string])[] {
  return (request.headers.get('cookie') ?? '').split(';').map((pair) => {
    const at = pair.indexOf('=');
    return at < 0 ? ([pair.trim(), ''] as const) : ([pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const);
  });
}

/** `null` where there is none, or more than one and so no way to tell whose is right. */
export function cookie(request: Request, name: string): string | null {
  const values = cookiesOf(request).filter((each) => each[0] === name);
  return values.length === 1 ? (values[0]?.[1] ?? null) : null;
}
