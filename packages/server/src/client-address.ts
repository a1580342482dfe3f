import ipaddr from 'ipaddr.js';
import { addressesIn } from './sign-on/addresses.js';
import type { Peer } from './sign-on/authenticate.js';

/** Longer chains of proxies than anybody has; what comes before them is not looked at. */
const MOST_HOPS = 20;

/**
 * Whose address a request comes from. That of the connection, unless a trusted proxy is at its other end: then the last
 * one of `X-Forwarded-For` that is not a trusted proxy's itself. What stands before that, anybody may have written.
 * `null` where the connection has no address.
 */
export function clientAddressBy(
  trustedProxies: readonly string[],
): (request: Pick<Request, 'headers'>, peer?: Peer) => string | null {
  const isTrusted = addressesIn(trustedProxies);
  return ({ headers }, peer) => {
    let client = plain(peer?.remoteAddress ?? '');
    if (client === null || trustedProxies.length === 0 || !isTrusted(client)) return client;
    const hops = (headers.get('x-forwarded-for') ?? '').split(',').slice(-MOST_HOPS);
    for (const hop of hops.reverse()) {
      const address = plain(hop.trim());
      // What is no address was not written by a proxy that can be trusted: nothing before it counts.
      if (address === null) return client;
      client = address;
      if (!isTrusted(client)) return client;
    }
    return client;
  };
}

/** The address without its port, its zone and the IPv6 form of an IPv4 address; `null` for what is none. */
function plain(text: string): string | null {
  const [, bracketed, withPort] = /^(?:\[([^\]]*)\](?::\d+)?|(\d+\.\d+\.\d+\.\d+):\d+)$/.exec(text) ?? [];
  const address = (bracketed ?? withPort ?? text).split('%', 1)[0] ?? '';
  if (!ipaddr.IPv4.isValidFourPartDecimal(address) && !ipaddr.IPv6.isValid(address)) return null;
  return ipaddr.process(address).toString();
}

/** What is counted as one place: an IPv4 address, or the /64 network of IPv6, within which a host picks as it likes. */
export function placeOf(address: string): string {
  if (!ipaddr.IPv6.isValid(address)) return address;
  return `${ipaddr.IPv6.parse(address)
    .parts.slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`;
}
