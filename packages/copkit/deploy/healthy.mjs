// @ts-check
// For the health check of the container: exit code 0 where the server of this container answers.

const { COPKIT_PORT = '4400', COPKIT_BASE_PATH = '' } = process.env;
const response = await fetch(`http://127.0.0.1:${COPKIT_PORT}${COPKIT_BASE_PATH}/v1/health`, {
  signal: AbortSignal.timeout(2_500),
}).catch(() => null);
process.exitCode = response?.ok ? 0 : 1;
