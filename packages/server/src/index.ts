export { createHandler, type HandlerOptions, type Limits } from './handler.js';
export type { Fault } from './problems.js';
export type { ServedCopkit, ServedOperation } from './served.js';
export type { Authenticate, Peer, SignedOn } from './sign-on/authenticate.js';
export { demoSignOn } from './sign-on/demo.js';
export { type JwtOptions, jwtSignOn } from './sign-on/jwt.js';
export { isLoopback } from './sign-on/loopback.js';
export { VERSION } from './version.js';
