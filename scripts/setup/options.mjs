import { readArguments, readPort } from './arguments.mjs';
import { SetupProblem } from './problem.mjs';

/** @typedef {{ client: 'a' | 'k', live: boolean, port: number }} StartOptions `port` 0 means any free one */

const COMMAND = {
  name: 'npm start',
  does: 'builds Tez and opens it in Chromium on a local Telegram, ready to sign in.',
  options: {
    client: { value: 'a|k', help: 'Telegram Web A (when left out) or Telegram Web K' },
    port: { value: 'N', help: 'the port of the local Telegram (any free one when left out)' },
    live: { help: 'opens the real web.telegram.org with a release build instead' },
  },
};

/**
 * Reads the options of `npm start`; null where only help was asked for. Throws a SetupProblem that names the wrong one.
 *
 * @param {string[]} args
 * @returns {StartOptions | null}
 */
export function readStartOptions(args) {
  const given = readArguments(COMMAND, args);
  if (!given) return null;
  const { client = 'a', port = '0', live } = given;
  if (client !== 'a' && client !== 'k') {
    throw new SetupProblem(`--client is "a" for Telegram Web A or "k" for Telegram Web K, not "${client}".`);
  }
  return { client, live: live !== undefined, port: readPort(port) };
}
