import { createCopkit } from '@copkit/core';
import { demoSignOn } from '@copkit/server';
import { serve } from '@copkit/server/node';
import { postgres } from '@copkit/storage-postgres';
import { sqlite } from '@copkit/storage-sqlite';

// A server in a process of its own, on a port that stays the same when it is killed and started again.

const [data = '', port = '', writers = ''] = process.argv.slice(2);
const cop = await createCopkit({ storage: data.startsWith('postgres') ? postgres(data) : sqlite(data) });
const people = Array.from({ length: Number(writers) }, (_, n) => ({ hostId: `w${n}`, name: `Writer ${n}` }));
await serve({ cop, port: Number(port), ownProcess: true, authenticate: demoSignOn(people) });
console.log('serving');
