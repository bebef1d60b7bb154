import { parseArgs } from 'node:util';
import { SetupProblem } from './problem.mjs';

/** @typedef {{ client: 'a' | 'k', live: boolean, port: number }} StartOptions `port` 0 means any free one */

const USAGE = 'npm start takes --client a or --client k, --port N and --live';

/**
 * Reads the options of `npm start`. Throws a SetupProblem that names the wrong one.
 *
 * @param {string[]} args
 * @returns {StartOptions}
 */
export function readStartOptions(args) {
  const { client, port, live } = parse(args);
  if (client !== 'a' && client !== 'k') {
    throw new SetupProblem(`--client is "a" for Telegram Web A or "k" for Telegram Web K, not "${client}".`);
  }
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new SetupProblem(`--port is a number from 0 (any free port) to 65535, not "${port}".`);
  }
  return { client, live, port: Number(port) };
}

/** @param {string[]} args */
function parse(args) {
  try {
    const { values } = parseArgs({
      args,
      strict: true,
      allowPositionals: false,
      options: {
        client: { type: 'string', default: 'a' },
        port: { type: 'string', default: '0' },
        live: { type: 'boolean', default: false },
      },
    });
    return { client: values.client ?? '', port: values.port ?? '', live: values.live ?? false };
  } catch (error) {
    const unknown = args.find((arg) => !/^(--client|--port|--live)(=|$)/.test(arg) && arg.startsWith('-'));
    if (unknown) throw new SetupProblem(`npm start has no option "${unknown}": ${USAGE}.`);
    throw new SetupProblem(`${USAGE}, not "${args.join(' ')}".`, { cause: error });
  }
}
