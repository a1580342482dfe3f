import { VERSION } from './version.js';

/** Sent with every answer: the version, and a ban on everything that an API never needs. */
export const API_HEADERS = {
  'copkit-version': VERSION,
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'cross-origin',
} as const;
