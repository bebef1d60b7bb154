/**
 * `npm start [-- --client a|k] [--port N] [--live]`: sets up, builds, and opens Chromium with Tez on a local Telegram, ready
 * to sign in. Without a display the same tour is driven headless into `tour/`. `--live` opens the real Telegram Web.
 */
import { wrongNode } from './setup/node.mjs';

const problem = wrongNode(process.versions.node);
if (problem) {
  console.error(problem);
  process.exitCode = 1;
} else {
  import('./setup/start.mjs').then((start) => start.main(process.argv.slice(2)));
}
