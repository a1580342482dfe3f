import type { Posts } from '../posts.js';
import type { World } from '../world.js';

/** A valid input. `posts` are the caller's own or somebody else's. */
export type Sample = (world: World, posts: Posts) => unknown;

/** By the names of operations. */
export type Samples = Readonly<Record<string, Sample>>;
