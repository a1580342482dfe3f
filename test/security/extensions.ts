import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Extension } from '@copkit/core';

const core = new URL('../../packages/core/', import.meta.url);

const isExtension = (value: unknown): value is Extension =>
  typeof value === 'object' && value !== null && 'name' in value && 'operations' in value;

/**
 * Every extension that the core brings in an entry point of its own, as itself or as a function of the entry's name:
 * what is found here is covered by the whole suite, whoever wrote it.
 */
export async function shippedExtensions(): Promise<readonly Extension[]> {
  const { exports } = JSON.parse(readFileSync(new URL('package.json', core), 'utf8'));
  const found: Extension[] = [];
  for (const [entry, { 'copkit-source': source }] of Object.entries<Record<string, string>>(exports)) {
    if (entry === '.' || source === undefined) continue;
    const brought = await import(/* @vite-ignore */ pathToFileURL(fileURLToPath(new URL(source, core))).href);
    const name = entry.slice(2);
    const values = Object.values(brought).filter(isExtension);
    if (typeof brought[name] === 'function') values.push(brought[name]());
    found.push(...values.filter(isExtension));
  }
  return found;
}
