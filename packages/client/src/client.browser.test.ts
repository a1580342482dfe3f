// The same tests as in Node.
import './connect.test.js';
import './live.test.js';
