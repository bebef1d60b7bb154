import { join, resolve } from 'node:path';
import { readArguments, readPort } from './arguments.mjs';
import { untilInterrupted } from './interruption.mjs';
import { runMain, SetupProblem } from './problem.mjs';
import { ROOT } from './run.mjs';

const COMMAND = {
  name: 'npm run telegram',
  does: 'starts the local Telegram alone and prints one JSON line with its addresses.',
  options: {
    scenario: { value: 'FILE', help: 'who and what there is (tests/telegram/README.md); the demo when left out' },
    port: { value: 'N', help: 'any free one when left out' },
    seed: { value: 'N', help: 'the same one gives the same codes, tokens and fillers; 1 when left out' },
  },
};
const DEMO = join(ROOT, 'tests', 'telegram', 'scenarios', 'demo.json');

/** Runs until it is interrupted. @param {string[]} args */
export function main(args) {
  return runMain(async () => {
    const given = readArguments(COMMAND, args);
    if (!given) return 0;
    const port = readPort(given.port ?? '0');
    const seed = readSeed(given.seed ?? '1');
    await readTypeScript();
    const { readScenario } = await import('../../tests/telegram/scenario.ts');
    /** @type {import('../../tests/telegram/index.ts').LocalTelegram} */
    let telegram;
    try {
      // First: a wrong one is said without the whole server being loaded.
      const scenario = resolve(given.scenario ?? DEMO);
      readScenario(scenario);
      const { startTelegram } = await import('../../tests/telegram/index.ts');
      telegram = await startTelegram({ scenario, port, seed });
    } catch (error) {
      throw new SetupProblem(sentenceFor(/** @type {NodeJS.ErrnoException} */ (error), port), { cause: error });
    }
    const { dcs, homeDc, publicKeys, controlUrl: control } = telegram;
    const ws = Object.fromEntries(dcs.map((dc) => [dc, telegram.wsUrl(dc)]));
    console.log(JSON.stringify({ port: telegram.port, ws, control, homeDc, publicKeys }));
    await untilInterrupted();
    await telegram.close();
    return 0;
  });
}

/** Prints nothing: its one line is read by programs. */
async function readTypeScript() {
  try {
    const { register } = await import('tsx/esm/api');
    register();
  } catch (error) {
    throw new SetupProblem('The packages are not installed: run npm ci first.', { cause: error });
  }
}

/** @param {string} text */
function readSeed(text) {
  if (/^\d{1,10}$/.test(text) && Number(text) <= 2 ** 31) return Number(text);
  throw new SetupProblem(`--seed is a whole number from 0 to ${2 ** 31}, not "${text}".`);
}

/** @param {NodeJS.ErrnoException} error @param {number} port */
function sentenceFor(error, port) {
  if (error.name === 'ScenarioError') return error.message;
  if (error.code === 'EADDRINUSE') return `Port ${port} is in use: choose another with --port, or leave it out.`;
  if (error.code === 'EACCES') return `Port ${port} may not be used by this user: choose one above 1023 with --port.`;
  return `The local Telegram could not start: ${error.message}`;
}
