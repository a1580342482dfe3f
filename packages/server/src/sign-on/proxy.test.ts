import { describe, expect, it } from 'vitest';
import type { ProxySettings } from './settings.js';
import { signOnFrom } from './sign-on-from.js';

const SECRET = 'a secret of the proxy, of more than 32 bytes';
const settings: ProxySettings = {
  addresses: ['10.1.0.0/16', '192.0.2.7', 'fd00::/8'],
  headers: { sub: 'X-Forwarded-User', name: 'X-Name', department: 'X-Department', groups: 'X-Groups' },
  claims: { unit: 'department', admin: { from: 'groups', contains: ['cop admins'] } },
};
const USER = { 'x-forwarded-user': 'ada', 'x-name': 'Ada Byron' };
const ask = (headers: Record<string, string>, remoteAddress?: string, over: Partial<ProxySettings> = {}) =>
  signOnFrom({ proxy: { ...settings, ...over } })(new Request('http://cop.example/', { headers }), { remoteAddress });
const forbidden = { name: 'CopkitError', code: 'forbidden' };

describe('a proxy that signs people in', () => {
  it('says in headers who it is', async () => {
    const headers = { ...USER, 'x-department': 'turbines', 'x-groups': 'everyone, cop admins' };
    expect(await ask(headers, '10.1.2.3')).toEqual({ hostId: 'ada', name: 'Ada Byron', unit: 'turbines', admin: true });
    expect(await ask({ 'x-forwarded-user': 'ada' }, '192.0.2.7')).toEqual({ hostId: 'ada', name: 'ada' });
    expect(await ask({}, '10.1.2.3')).toBeNull();
    expect(await ask({ 'x-name': 'Ada' }, '10.1.2.3')).toBeNull();
  });

  it.each(['10.1.0.0', '10.1.255.255', '::ffff:10.1.2.3', 'fd00::1', 'fdff::1%eth0'])(
    'is believed at %s',
    async (address) => {
      expect(await ask(USER, address)).toMatchObject({ hostId: 'ada' });
    },
  );

  it.each([
    '10.2.0.1',
    '127.0.0.1',
    '::1',
    '192.0.2.8',
    'fe80::1',
    '::ffff:10.2.0.1',
    '10.1',
    '167837697',
    'localhost',
    '',
    undefined,
  ])('is not believed at %s, nor may anybody there say a part', async (address) => {
    await expect(ask(USER, address)).rejects.toMatchObject(forbidden);
    await expect(ask({ 'x-groups': 'cop admins' }, address)).rejects.toMatchObject(forbidden);
    expect(await ask({}, address)).toBeNull();
    const forwarded = { ...USER, 'x-forwarded-for': '10.1.2.3', forwarded: 'for=10.1.2.3', 'x-real-ip': '10.1.2.3' };
    await expect(ask(forwarded, address)).rejects.toMatchObject(forbidden);
  });

  it('shows that it is the proxy where others share its address', async () => {
    const secret = { header: 'X-Proxy-Secret', value: SECRET };
    expect(await ask({ ...USER, 'x-proxy-secret': SECRET }, '10.1.2.3', { secret })).toMatchObject({ hostId: 'ada' });
    for (const given of ['', SECRET.slice(1), `${SECRET}x`, SECRET.toUpperCase()])
      await expect(ask({ ...USER, 'x-proxy-secret': given }, '10.1.2.3', { secret })).rejects.toMatchObject(forbidden);
    await expect(ask({ ...USER, 'x-proxy-secret': SECRET }, '10.2.2.3', { secret })).rejects.toMatchObject(forbidden);
  });

  it('is not believed where it hands on what came from outside beside its own', async () => {
    const headers = new Headers(USER);
    headers.append('x-forwarded-user', 'eve');
    await expect(ask(Object.fromEntries(headers), '10.1.2.3')).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('twice'),
    });
    expect(await ask({ ...USER, 'x-forwarded-user': 'CN=Ada,OU=Turbines' }, '10.1.2.3')).toMatchObject({
      hostId: 'CN=Ada,OU=Turbines',
    });
  });

  it('may write names as UTF-8 or as Latin-1', async () => {
    const utf8 = String.fromCharCode(...new TextEncoder().encode('Zoë Ångström 李'));
    expect(await ask({ ...USER, 'x-name': utf8 }, '10.1.2.3')).toMatchObject({ name: 'Zoë Ångström 李' });
    expect(await ask({ ...USER, 'x-name': 'Zo\u00eb' }, '10.1.2.3')).toMatchObject({ name: 'Zoë' });
  });

  it('may have its own business with the Authorization header', async () => {
    expect(await ask({ ...USER, authorization: 'Negotiate YII=' }, '10.1.2.3')).toMatchObject({ hostId: 'ada' });
    expect(await ask({ ...USER, authorization: 'Bearer x.y.z' }, '10.1.2.3')).toMatchObject({ hostId: 'ada' });
  });

  it('is set up with addresses and a header for who it is', () => {
    const wrong = (over: Partial<ProxySettings>) => () => signOnFrom({ proxy: { ...settings, ...over } });
    for (const address of ['10.1', '10.1.0.0/33', '0x7f000001', 'proxy.example', '', '10.1.0.0/', '1.2.3.4/8/9'])
      expect(wrong({ addresses: [address] }), address).toThrow('must be an address such as 10.0.0.7');
    expect(wrong({ headers: { name: 'X-Name' } })).toThrow('must say which header is the claim sub');
    expect(wrong({ secret: { header: 'X-Secret', value: 'short' } })).toThrow('at least 32 characters');
  });
});
