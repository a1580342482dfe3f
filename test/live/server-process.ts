import { createCopkit } from '@copkit/core';
import { demoSignOn } from '@copkit/server';
import { serve } from '@copkit/server/node';
import { postgres } from '@copkit/storage-postgres';
import { sqlite } from '@copkit/storage-sqlite';

// A server in a process of its own, on a file or a database that others have open too. It prints where it listens.

const [data = ''] = process.argv.slice(2);
const storage = data.startsWith('postgres') ? postgres(data) : sqlite(data);
const cop = await createCopkit({ storage, jobsMs: 0 });
const { url } = await serve({
  cop,
  authenticate: demoSignOn([
    { hostId: 'ada', name: 'Ada Byron' },
    { hostId: 'bob', name: 'Bob Noyce' },
  ]),
});
console.log(url);
