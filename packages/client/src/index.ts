export type * from '@copkit/core';
export type { Clock } from './clock.js';
export { type ConnectOptions, type CopkitClient, connect } from './connect.js';
export { isCopkitError } from './problem.js';
export type { TokenSource } from './token.js';
export { VERSION } from './version.js';
