export type Send = (request: Request) => Promise<Response>;

/** As much of a browser as a sign-in needs: it keeps cookies and follows redirects from site to site. */
export class Browser {
  readonly #jars = new Map<string, Map<string, string>>();
  readonly #sites: Readonly<Record<string, Send>>;
  /** Every address it was at. */
  readonly visited: string[] = [];

  /** Sites by origin that are answered here; all others are on the network. */
  constructor(sites: Readonly<Record<string, Send>>) {
    this.#sites = sites;
  }

  /** The cookies of a site, to look at and to change. */
  jar(origin: string): Map<string, string> {
    const jar = this.#jars.get(origin) ?? new Map<string, string>();
    this.#jars.set(origin, jar);
    return jar;
  }

  /** One request, with cookies. */
  async send(address: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address);
    const jar = this.jar(url.origin);
    const headers = new Headers(init.headers);
    if (jar.size > 0) headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '));
    const request = new Request(url, { ...init, headers, redirect: 'manual' });
    this.visited.push(url.href);
    const response = await (this.#sites[url.origin] ?? fetch)(request);
    for (const set of response.headers.getSetCookie()) keep(jar, set);
    return response;
  }

  /** As when a person follows a link: until a page is there, or an address that `until` wants. */
  async visit(address: string, until: (address: string) => boolean = () => false): Promise<Response> {
    let at = address;
    for (let hops = 0; hops < 20; hops++) {
      const response = await this.send(at, { headers: { accept: 'text/html' } });
      const location = response.headers.get('location');
      if (location === null || response.status < 300 || response.status > 399) return response;
      at = new URL(location, at).href;
      if (until(at)) {
        this.visited.push(at);
        return response;
      }
    }
    throw new Error(`Led in circles: ${this.visited.slice(-4).join(' ')}`);
  }

  get at(): string {
    return this.visited.at(-1) ?? '';
  }
}

function keep(jar: Map<string, string>, set: string): void {
  const [pair = '', ...attributes] = set.split(';').map((part) => part.trim());
  const at = pair.indexOf('=');
  const over = attributes.some(
    (each) => /^max-age=0$/i.test(each) || (/^expires=/i.test(each) && Date.parse(each.slice(8)) < Date.now()),
  );
  if (over) jar.delete(pair.slice(0, at));
  else jar.set(pair.slice(0, at), pair.slice(at + 1));
}
