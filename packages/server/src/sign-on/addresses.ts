import ipaddr from 'ipaddr.js';
import * as z from 'zod';

/** An address such as `10.0.0.7` or `::1`, or a range such as `10.0.0.0/8`. */
export const addressRange = z
  .string()
  .refine((text) => rangeOf(text) !== null, 'must be an address such as 10.0.0.7, or a range such as 10.0.0.0/8');

type Range = readonly [ipaddr.IPv4 | ipaddr.IPv6, number];

/** Says of an address whether it is in one of the ranges. An IPv4 address inside an IPv6 one is the IPv4 address. */
export function addressesIn(ranges: readonly string[]): (address: string | undefined) => boolean {
  const known = ranges.map(rangeOf).filter((range) => range !== null);
  return (address) => {
    // The zone of a link-local address, as in fe80::1%eth0, is this machine's own matter.
    const text = address?.split('%', 1)[0] ?? '';
    if (!isAddress(text)) return false;
    const parsed = ipaddr.process(text);
    return known.some(([network, bits]) => network.kind() === parsed.kind() && parsed.match(network, bits));
  };
}

function rangeOf(text: string): Range | null {
  const [address = '', bits] = text.split('/', 2);
  if (!isAddress(address)) return null;
  if (bits === undefined) {
    const alone = ipaddr.process(address);
    return [alone, alone.kind() === 'ipv4' ? 32 : 128];
  }
  try {
    return ipaddr.parseCIDR(text);
  } catch {
    return null;
  }
}

/** Forms such as 10.1 or 0x7f000001 are addresses to some programs and not to others. */
const isAddress = (text: string) => ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);
