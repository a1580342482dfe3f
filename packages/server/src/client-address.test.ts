import { describe, expect, test } from 'vitest';
import { clientAddressBy, placeOf } from './client-address.js';

const from = (forwarded: string | null) => ({
  headers: new Headers(forwarded === null ? {} : { 'x-forwarded-for': forwarded }),
});

describe('the address of a request', () => {
  test.each([
    ['is that of the connection', [], '192.0.2.7', '198.51.100.1', '192.0.2.7'],
    ['is not what somebody says who is no trusted proxy', ['10.0.0.0/8'], '192.0.2.7', '198.51.100.1', '192.0.2.7'],
    ['is what a trusted proxy says', ['10.0.0.0/8'], '10.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['is what the outermost trusted proxy saw', ['10.0.0.0/8'], '10.0.0.1', '198.51.100.1, 10.2.2.2', '198.51.100.1'],
    ['is not what the client itself wrote before', ['10.0.0.0/8'], '10.0.0.1', '8.8.8.8, 198.51.100.1', '198.51.100.1'],
    ['is the nearest known one where a hop is no address', ['10.0.0.0/8'], '10.0.0.1', '8.8.8.8, unknown', '10.0.0.1'],
    ['may come with a port', ['10.0.0.1'], '10.0.0.1', '198.51.100.1:4711', '198.51.100.1'],
    ['may be of IPv6 with a port', ['::1'], '::1', '[2001:db8::7]:443', '2001:db8::7'],
    ['is of IPv4 also where the system says it as IPv6', [], '::ffff:192.0.2.7', null, '192.0.2.7'],
    ['is the proxy itself where it forwards nothing', ['10.0.0.1'], '10.0.0.1', null, '10.0.0.1'],
    ['is nothing where there is no connection', ['10.0.0.1'], undefined, '198.51.100.1', null],
  ])('%s', (_what, trusted, remoteAddress, forwarded, expected) => {
    expect(clientAddressBy(trusted)(from(forwarded), { remoteAddress })).toBe(expected);
  });

  test('is looked for in the last hops only, however long the header is', () => {
    const flood = `198.51.100.1, ${Array.from({ length: 5_000 }, () => '10.0.0.2').join(', ')}`;
    expect(clientAddressBy(['10.0.0.0/8'])(from(flood), { remoteAddress: '10.0.0.1' })).toBe('10.0.0.2');
  });
});

test('hosts of one IPv6 network are one place, addresses of IPv4 each their own', () => {
  expect(placeOf('2001:db8:1:2:3:4:5:6')).toBe(placeOf('2001:db8:1:2::9'));
  expect(placeOf('2001:db8:1:2::9')).not.toBe(placeOf('2001:db8:1:3::9'));
  expect(placeOf('192.0.2.7')).toBe('192.0.2.7');
});
