import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Between } from './proxies.js';

const guide = await readFile(new URL('../../docs/operating/README.md', import.meta.url), 'utf8');

/** A proxy of the guide for operators: what the guide says, on a free port of this machine and without TLS. */
export interface Documented {
  readonly name: string;
  readonly command: string;
  readonly version: readonly string[];
  configuration(snippet: string, port: number, folder: string): string;
  args(file: string, folder: string): readonly string[];
}

export const documented: readonly Documented[] = [
  {
    name: 'nginx',
    command: 'nginx',
    version: ['-v'],
    configuration: (snippet, port, folder) => `
daemon off;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events {}
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  ${snippet.replace(/listen 443 ssl.*;/, `listen 127.0.0.1:${port};`).replace(/http2 on;/, '')}
}`,
    args: (file, folder) => ['-p', folder, '-c', file],
  },
  {
    name: 'apache',
    command: 'apache2',
    version: ['-v'],
    configuration: (snippet, port, folder) => `
ServerRoot ${folder}
PidFile ${folder}/apache.pid
ErrorLog ${folder}/error.log
DefaultRuntimeDir ${folder}
Listen 127.0.0.1:${port}
ServerName cop.example
${['mpm_event', 'authz_core', 'proxy', 'proxy_http', 'setenvif', 'deflate', 'filter']
  .map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`)
  .join('\n')}
# As distributions and whole sites have it.
AddOutputFilterByType DEFLATE text/html text/plain application/json text/event-stream
${snippet}`,
    args: (file) => ['-D', 'FOREGROUND', '-f', file],
  },
  {
    name: 'caddyfile',
    command: 'caddy',
    version: ['version'],
    configuration: (snippet, port) =>
      `{\n  admin off\n  auto_https off\n}\n${snippet.replace('cop.example', `http://127.0.0.1:${port}`)}`,
    args: (file) => ['run', '--adapter', 'caddyfile', '--config', file],
  },
];

export async function isHere({ command, version }: Documented): Promise<boolean> {
  try {
    await promisify(execFile)(command, version);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** The first piece of a page that is in a language. */
export function snippetOf(name: string, page = guide): string {
  const found = new RegExp(`\`\`\`${name}\\n([\\s\\S]+?)\`\`\``).exec(page)?.[1];
  if (!found) throw new Error(`There is no configuration of ${name}.`);
  return found;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

/** Starts a proxy with what the guide says, in front of a server on a port. */
export async function started(proxy: Documented, target: number, said = snippetOf(proxy.name)): Promise<Between> {
  const folder = await mkdtemp(join(tmpdir(), 'copkit-proxy-'));
  const port = await freePort();
  const snippet = said.replaceAll('127.0.0.1:4400', `127.0.0.1:${target}`);
  const file = join(folder, 'configuration');
  await writeFile(file, proxy.configuration(snippet, port, folder));
  const child = spawn(proxy.command, proxy.args(file, folder), { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(child, 'exit');
  let complaint = '';
  child.stderr?.on('data', (chunk) => {
    complaint += chunk;
  });
  const url = `http://127.0.0.1:${port}`;
  await reachable(url, child, () => complaint);
  return {
    url,
    async close() {
      child.kill();
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}

async function reachable(url: string, child: ChildProcess, complaint: () => string): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`It ended at once: ${complaint()}`);
    const answer = await fetch(`${url}/v1/health`).catch(() => null);
    if (answer && answer.status < 500) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
