/**
 * `npm run telegram -- --scenario FILE --port N`: starts the local Telegram alone, prints one JSON line with its addresses
 * and runs until it is interrupted. Whatever is wrong is said in one sentence.
 */
import { start } from './setup/node.mjs';

start(() => import('./setup/telegram.mjs'));
