import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { connect } from '@copkit/client';
import { expect } from 'vitest';
import { bundleScript, startProcess } from '../conformance/child-process.js';
import { listening } from './scene.js';

const CHANGES = 10;

async function startServer(script: string, data: string) {
  const started = await startProcess(script, data);
  for await (const line of started.output) return { url: String(line).trim(), kill: started.kill };
  throw new Error('The server printed nothing.');
}

/**
 * Ada writes through one process, and Bob listens to another on the same data.
 * @returns how long each change took to reach him, in milliseconds.
 */
export async function changesAcross(data: string): Promise<number[]> {
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const script = await bundleScript('live-server', folder, readFileSync(`${folder}server-process.ts`, 'utf8'));
  const one = await startServer(script, data);
  const other = await startServer(script, data);
  const ada = connect({ url: one.url, headers: { 'copkit-persona': 'ada' } });
  const bob = listening(connect({ url: other.url, headers: { 'copkit-persona': 'bob' } }));
  try {
    const { id: communityId } = await ada.communities.create({ name: 'Rotors', purpose: 'Quiet rotors' });
    const { id } = await ada.threads.start({ communityId, kind: 'question', title: 'Hum', body: 'Why?' });
    const { id: elsewhere } = await ada.threads.start({ communityId, kind: 'question', title: 'Else', body: 'Why?' });
    bob.watch(id, elsewhere);
    await bob.status('live');
    await bob.wokenUntil(elsewhere);
    const taken: number[] = [];
    for (let change = 0; change < CHANGES; change++) {
      await ada.threads.reply({ threadId: id, body: `Balance it, ${change}.` });
      const written = performance.now();
      expect(await bob.wokenUntil(id)).toEqual([id]);
      taken.push(performance.now() - written);
      const { replies } = await bob.client.threads.get({ threadId: id });
      expect(replies.items).toHaveLength(change + 1);
    }
    return taken.sort((a, b) => a - b);
  } finally {
    ada.close();
    bob.client.close();
    await one.kill();
    await other.kill();
  }
}
