/** `npm run build`: builds the extension for real use. `TEZ_API_ID` and `TEZ_API_HASH` in the environment are built in. */
import { start } from './setup/node.mjs';

start(() => import('./setup/release.mjs'));
