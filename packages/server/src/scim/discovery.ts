import { ENTERPRISE, GROUP, PROFILE, USER } from './attributes.js';
import type { Json } from './message.js';
import { MOST_RESULTS } from './selection.js';

const CONFIG = 'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig';
const TYPE = 'urn:ietf:params:scim:schemas:core:2.0:ResourceType';
const SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Schema';

/** What this service can do (RFC 7643, 5). */
export const serviceProviderConfig = (base: string): Json => ({
  schemas: [CONFIG],
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: MOST_RESULTS },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: true },
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'Service key',
      description: 'A key that "copkit key create" makes, with the scope scim, as a bearer token.',
      primary: true,
    },
  ],
  meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
});

export const resourceTypes = (base: string): readonly Json[] =>
  [
    { id: 'User', endpoint: '/Users', schema: USER, schemaExtensions: [{ schema: ENTERPRISE, required: false }] },
    { id: 'Group', endpoint: '/Groups', schema: GROUP },
  ].map((type) => ({
    schemas: [TYPE],
    name: type.id,
    ...type,
    meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/${type.id}` },
  }));

interface Described {
  readonly type?: string;
  readonly required?: boolean;
  readonly caseExact?: boolean;
  readonly uniqueness?: string;
  readonly multiValued?: boolean;
  readonly mutability?: string;
  readonly referenceTypes?: readonly string[];
  readonly subAttributes?: readonly Json[];
}

const attribute = (name: string, description: string, more: Described = {}): Json => ({
  name,
  type: 'string',
  multiValued: false,
  description,
  required: false,
  caseExact: false,
  mutability: 'readWrite',
  returned: 'default',
  uniqueness: 'none',
  ...more,
});

/** Of a profile those below an attribute, or those that stand alone. */
const profile = (whole: string | null): readonly Json[] =>
  Object.values(PROFILE).flatMap(({ path, about }) => {
    const [name = ''] = path.slice(-1);
    return (path.length > 1 ? path[0] : null) === whole ? [attribute(name, about)] : [];
  });

const EXTERNAL_ID = attribute('externalId', 'The id in the directory.', { caseExact: true, uniqueness: 'server' });

/** What is kept of the schemas of RFC 7643, and nothing else. */
export const schemas = (base: string): readonly Json[] =>
  [
    {
      id: USER,
      name: 'User',
      description: 'Somebody of the organisation.',
      attributes: [
        attribute('userName', 'The name of the account.', { required: true, uniqueness: 'server' }),
        EXTERNAL_ID,
        attribute('name', 'The name, in parts.', { type: 'complex', subAttributes: profile('name') }),
        ...profile(null),
        attribute('active', 'Who is not, is kept out.', { type: 'boolean' }),
      ],
    },
    {
      id: ENTERPRISE,
      name: 'EnterpriseUser',
      description: 'Where somebody works.',
      attributes: profile(ENTERPRISE),
    },
    {
      id: GROUP,
      name: 'Group',
      description: 'People who get something in common.',
      attributes: [
        attribute('displayName', 'The name, by which a group is mapped.', { required: true }),
        EXTERNAL_ID,
        attribute('members', 'Users. Groups are none.', {
          type: 'complex',
          multiValued: true,
          subAttributes: [
            attribute('value', 'The id of a user.', { required: true, caseExact: true, mutability: 'immutable' }),
            attribute('$ref', 'The address of the user.', {
              type: 'reference',
              referenceTypes: ['User'],
              caseExact: true,
              mutability: 'immutable',
            }),
            attribute('type', 'Always User.', { mutability: 'immutable' }),
          ],
        }),
      ],
    },
  ].map((schema) => ({
    schemas: [SCHEMA],
    ...schema,
    meta: { resourceType: 'Schema', location: `${base}/Schemas/${schema.id}` },
  }));
