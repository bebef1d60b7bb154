/**
 * `npm start [-- --client a|k] [--port N] [--live]`: sets up, builds, and opens Chromium with Tez on a local Telegram, ready
 * to sign in. Without a display the same tour is driven headless into `tour/`. `--live` opens the real Telegram Web.
 */
import { start } from './setup/node.mjs';

start(() => import('./setup/start.mjs'));
