import { type Leaf, leavesOf, type Shape, shape } from './leaves.js';
import { isSecret } from './secrets.js';

const SECTIONS: readonly (readonly [title: string, keys: RegExp, about: string])[] = [
  ['Where the store is', /^(data|pool)\b/, ''],
  [
    'Where it listens, and who may come',
    /^(host|port|basePath|publicUrl|allowedOrigins|trustedProxies|imageOrigins|page|static)\b/,
    'With `trustedProxies` empty, everybody who comes through a proxy counts as one address for the rate limits.',
  ],
  ['Sign-on', /^(signOn|demoSignOn)\b/, 'What these mean is told by [the page on sign-on](../sign-on.md).'],
  [
    'People from the directory',
    /^scim\b/,
    'SCIM is served where any of these is set, or `"scim": {}`. What they mean is told by [the page on SCIM](../scim.md).',
  ],
  [
    'Limits',
    /^(limits|rateLimits)\b/,
    'A rate of 0 requests is no limit. A soak or load test meets these limits as people do, unless it runs against a server with `COPKIT_RATE_LIMITS_ENABLED=false`.',
  ],
  ['Logs and metrics', /^(log|metrics)\b/, 'See [monitoring](README.md#monitoring).'],
  ['Stopping', /^shutdown\b/, ''],
  ['Backups', /^backups\b/, 'For `copkit doctor` only; see [backup and restore](backup.md).'],
  ['Everything else', /./, ''],
];

const HEAD = `# Configuration

\`copkit serve --config copkit.json\` reads one file: JSON, in which comments and commas after the last member are
allowed. Every setting can be a variable or a flag as well. Of each setting this holds, the first that there is:

1. a flag: \`--port 8080\`, or for any setting \`--set log.level=debug\`;
2. a variable: \`COPKIT_LOG_LEVEL=debug\`; lists have commas between, and whatever has parts is JSON;
3. the file, which \`--config\` or \`COPKIT_CONFIG\` names;
4. the default.

A list holds as a whole; it is not added to another. Paths are relative to the folder that the server is started in.

\`copkit config\` prints what holds and where it comes from. Secrets are \`***\` there and stand in no log. Each of them can
be in a file of its own, as Docker and Kubernetes hand secrets over, by the key or variable with \`File\` or \`_FILE\` at its
end: \`"tokenFile": "/run/secrets/metrics"\`, or \`COPKIT_METRICS_TOKEN_FILE\`. A key that is no setting is refused, with the
one that was probably meant, its line, and what was expected there.

\`copkit config --schema > copkit.schema.json\` writes a JSON Schema; with \`"$schema": "./copkit.schema.json"\` editors
complete and check the file.

\`\`\`jsonc
{
  "$schema": "./copkit.schema.json",
  "dataFile": "/run/secrets/database-url", // postgres://copkit:…@db.example/copkit
  "publicUrl": "https://cop.example",
  "allowedOrigins": ["https://intranet.example"],
  "trustedProxies": ["10.0.0.0/8"],
  "signOn": { "bearer": [{ "issuer": "https://login.example", "audience": "copkit" }] },
  "metrics": { "port": 9464 },
  "shutdown": { "drainSeconds": 5 },
}
\`\`\`

In Kubernetes, a service called \`copkit\` makes a variable \`COPKIT_PORT\` in every container: set
\`enableServiceLinks: false\`.
`;

/** The page on the settings, made of their schema. */
export function configurationPage(): string {
  const left = new Set(leavesOf(shape()));
  const sections = SECTIONS.flatMap(([title, keys, about]) => {
    const leaves = [...left].filter(({ key }) => keys.test(key));
    for (const leaf of leaves) left.delete(leaf);
    if (leaves.length === 0) return [];
    const rows = leaves.map(row).join('\n');
    const head = '| setting | variable | what | default |\n|---|---|---|---|';
    return [`## ${title}\n\n${about ? `${about}\n\n` : ''}${head}\n${rows}\n`];
  });
  return `${[HEAD, ...sections].join('\n').trimEnd()}\n`;
}

function row({ key, variable, shape: leaf }: Leaf): string {
  const what = [leaf.description, `*${kindOf(leaf)}*`, isSecret(leaf) ? 'Secret.' : ''].filter(Boolean).join(' ');
  const usual = leaf.default === undefined ? '' : `\`${JSON.stringify(leaf.default)}\``;
  return `| \`${key}\` | \`${variable}\` | ${what.replaceAll('|', '\\|')} | ${usual} |`;
}

function kindOf(leaf: Shape): string {
  const choices = leaf.enum ?? (leaf.const === undefined ? undefined : [leaf.const]);
  if (choices) return choices.map((choice) => `\`${choice}\``).join(', ');
  if (leaf.type === 'array') return `list${leaf.items?.type === 'object' ? ' of objects' : ''}`;
  if (leaf.type === 'integer' || leaf.type === 'number') return `number${rangeOf(leaf)}`;
  return leaf.type ?? 'text or list';
}

function rangeOf({ minimum, maximum, exclusiveMinimum }: Shape): string {
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return ` from ${minimum}`;
  return exclusiveMinimum === undefined ? '' : ` above ${exclusiveMinimum}`;
}
