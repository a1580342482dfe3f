export { nodeListener } from './node-listener.js';
export { type Running, type ServeOptions, serve, tryListening } from './serve.js';
export type { StaticFiles } from './static-files.js';
