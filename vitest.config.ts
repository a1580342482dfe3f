import { defineConfig } from 'vitest/config';

// Packages find each other's sources, so that a test never runs against a stale build.
const conditions = ['copkit-source', 'module', 'node', 'development|production'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts', 'test/**/*.test.ts', 'examples/**/*.test.ts'],
          exclude: [
            '**/node_modules/**',
            '**/dist/**',
            '**/*.browser.test.ts',
            'test/e2e/**',
            'test/security/**',
            'packages/storage-postgres/**',
            '**/*.postgres.test.ts',
          ],
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: [
            'packages/storage-postgres/src/**/*.test.ts',
            'packages/*/src/**/*.postgres.test.ts',
            'test/**/*.postgres.test.ts',
          ],
          globalSetup: 'test/postgres-setup.ts',
          // Each test makes and removes tables, some restart the server.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'security',
          include: ['test/security/**/*.test.ts'],
          // Each test serves a whole organisation and sends it hundreds of requests, some of them slow on purpose.
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          // Each file starts servers and a browser: one after the other, and patient with a busy machine.
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
