/** `npm run pictures`: writes the README's pictures to `docs/` from a real run of Tez on a local Telegram. */
import { start } from './setup/node.mjs';

start(() => import('./setup/pictures.mjs'));
