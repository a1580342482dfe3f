/** @type {import('next').NextConfig} */
export default {
  // It finds its own files, and databases come with code that is not JavaScript.
  serverExternalPackages: ['@copkit/core', '@copkit/server', '@copkit/storage'],
};
