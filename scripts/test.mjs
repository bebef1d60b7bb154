/** `npm test`: sets up, builds and runs every check and test; the last line is `N passed, N failed` over all of them. */
import { start } from './setup/node.mjs';

start(() => import('./checks/all.mjs'));
