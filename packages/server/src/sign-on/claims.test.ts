import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type ClaimsMapping, claimsSchema, identityOf } from './claims.js';

const ADA = { sub: 'ada', name: 'Ada Byron' };
const of = (claims: Record<string, unknown>, mapping?: ClaimsMapping) => {
  const parsed = mapping && claimsSchema.parse(JSON.parse(JSON.stringify(mapping)));
  return identityOf({ ...ADA, ...claims }, parsed);
};

describe('claims', () => {
  it('have usual names', () => {
    expect(
      of({ unit: 'turbines', unit_name: 'Turbine Service', job_title: 'Analyst', locale: 'en_GB', iat: 1_772_366_400 }),
    ).toEqual({
      hostId: 'ada',
      name: 'Ada Byron',
      unit: 'turbines',
      unitName: 'Turbine Service',
      jobTitle: 'Analyst',
      locale: 'en-GB',
      issuedAt: '2026-03-01T12:00:00.000Z',
    });
    expect(of({ name: undefined, preferred_username: 'ada.byron' })).toEqual({ hostId: 'ada', name: 'ada.byron' });
    expect(of({ copkit_admin: true })).toMatchObject({ admin: true });
    for (const said of ['true', 1, [false], {}]) expect(of({ copkit_admin: said })).not.toHaveProperty('admin');
  });

  it('are found by name, inside of others, under names with dots, and the first that says something', () => {
    const claims = {
      oid: 7,
      realm_access: { unit: { id: 'u1' } },
      'https://acme.example/job.title': 'Analyst',
      department: '',
      ou: ['', 'u2'],
    };
    expect(
      of(claims, {
        hostId: ['employee', 'oid'],
        hostIdPrefix: 'acme:',
        unit: 'realm_access.unit.id',
        unitName: ['department', 'ou'],
        jobTitle: { path: ['https://acme.example/job.title'] },
      }),
    ).toEqual({ hostId: 'acme:7', name: 'Ada Byron', unit: 'u1', unitName: 'u2', jobTitle: 'Analyst' });
  });

  it('may mean something else here', () => {
    const unit = { from: 'department', values: { '4711': 'turbines', '4712': 'pumps' } };
    expect(of({ department: '4711' }, { unit })).toMatchObject({ unit: 'turbines' });
    expect(of({ department: 'x' }, { unit })).toMatchObject({ unit: 'x' });
    expect(of({ department: ['x', '4712'] }, { unit })).toMatchObject({ unit: 'pumps' });
    expect(of({ department: 'x' }, { unit: { ...unit, otherwise: 'others' } })).toMatchObject({ unit: 'others' });
    expect(of({ department: 'x' }, { unit: { ...unit, otherwise: null } })).not.toHaveProperty('unit');
    expect(of({}, { unit: { ...unit, otherwise: 'others' } })).not.toHaveProperty('unit');
    expect(of({ department: 'constructor' }, { unit })).toMatchObject({ unit: 'constructor' });
  });

  it('make administrators, and let people in', () => {
    const admin = { from: ['groups', 'realm_access.roles'], contains: ['cop-admins', 'owners'] };
    for (const claims of [
      { groups: ['a', 'owners'] },
      { groups: 'owners' },
      { realm_access: { roles: ['cop-admins'] } },
    ])
      expect(of(claims, { admin })).toMatchObject({ admin: true });
    for (const claims of [
      {},
      { groups: ['cop-admins-x', 'COP-ADMINS'] },
      { groups: 'cop-admins owners' },
      { groups: [['owners']] },
      { groups: null },
    ])
      expect(of(claims, { admin })).not.toHaveProperty('admin');
    expect(of({ copkit_admin: true }, { admin })).not.toHaveProperty('admin');
    const admit = { from: 'scp', contains: ['communities'] };
    expect(of({ scp: 'mail communities' }, { admit })).toMatchObject({ hostId: 'ada' });
    for (const scp of ['mail', 'communities2', undefined])
      expect(() => of({ scp }, { admit })).toThrow(expect.objectContaining({ code: 'forbidden' }));
  });

  it('that name nobody are refused with what to change', () => {
    expect(() => of({ name: ' ', preferred_username: 7 }, { name: ['name', { path: ['a.b'] }] })).toThrow(
      'The sign-on does not say who this is: name or a.b holds no name.',
    );
    for (const sub of [undefined, '', ' ', null, {}, 'a\u0000b', 'x'.repeat(201), 'service:import', ' ada', '\ud800'])
      expect(() => of({ sub }), String(sub)).toThrow(expect.objectContaining({ code: 'unauthenticated' }));
  });

  it('are not looked for in what every object has', () => {
    for (const path of ['constructor.name', '__proto__.x', 'toString.name', 'groups.length'])
      expect(of({ groups: ['a'] }, { unit: path })).not.toHaveProperty('unit');
  });

  it('of any sort make a person that the core takes, or a refusal', () => {
    const any = fc.record({
      sub: fc.anything(),
      name: fc.anything(),
      unit: fc.anything(),
      locale: fc.anything(),
      job_title: fc.string(),
      iat: fc.anything(),
    });
    const text = z
      .string()
      .min(1)
      .max(200)
      .regex(/^[^\p{Cc}\u2028\u2029]*\S[^\p{Cc}\u2028\u2029]*$/u);
    const person = z.strictObject({
      hostId: text,
      name: text,
      unit: text.max(100).optional(),
      jobTitle: text.optional(),
      locale: z
        .string()
        .max(35)
        .regex(/^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8})*$/)
        .optional(),
      issuedAt: z.iso.datetime().optional(),
    });
    fc.assert(
      fc.property(any, (claims) => {
        try {
          expect(person.safeParse(identityOf(claims)).error).toBeUndefined();
        } catch (error) {
          expect(error).toMatchObject({ code: 'unauthenticated' });
        }
      }),
      { seed: 5 },
    );
  });

  it.each<[unknown, string]>([
    [{ unit: 7 }, 'must be the name of a claim, a list of names, or { "from": …'],
    [{ unit: { form: 'department' } }, 'must be the name of a claim, a list of names, or { "from": …'],
    [{ admin: { from: 'groups', contains: [] } }, 'contains'],
    [{ admin: true }, 'expected object'],
    [{ hostid: 'sub' }, 'Unrecognized key: "hostid"'],
    [{ hostId: [] }, 'expected array to have >=1 items'],
    [{ hostId: 7 }, 'must be the name of a claim such as department'],
  ])('mapped by %j are refused at once', (mapping, message) => {
    const { error } = claimsSchema.safeParse(mapping);
    expect(error && z.prettifyError(error)).toContain(message);
  });
});
