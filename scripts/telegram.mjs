/**
 * Starts the local Telegram alone: `npm run telegram -- --scenario FILE --port N`.
 * Prints one JSON line with its addresses and runs until it is interrupted. Whatever is wrong is said in one sentence.
 */
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** A mistake of whoever called; its message is all that is shown. */
class UsageError extends Error {}

function wholeNumber(text, name, largest) {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > largest) {
    throw new UsageError(`--${name} must be a whole number from 0 to ${largest}, not "${text}".`);
  }
  return value;
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        scenario: { type: 'string', default: join(root, 'tests', 'telegram', 'scenarios', 'demo.json') },
        port: { type: 'string', default: '0' },
        seed: { type: 'string', default: '1' },
      },
    });
    return {
      scenario: resolve(values.scenario),
      port: wholeNumber(values.port, 'port', 65535),
      seed: wholeNumber(values.seed, 'seed', 2 ** 31),
    };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${error.message.split('\n')[0]} Known options: --scenario FILE, --port N, --seed N.`);
  }
}

async function loadServer() {
  try {
    const { register } = await import('tsx/esm/api');
    register();
  } catch {
    throw new UsageError('The packages are not installed; run npm ci first.');
  }
  return import('../tests/telegram/index.ts');
}

function sentenceFor(error, port) {
  if (error instanceof UsageError || error.name === 'ScenarioError') return error.message;
  if (error.code === 'EADDRINUSE') return `Port ${port} is in use; choose another with --port, or 0 for any free one.`;
  if (error.code === 'EACCES') return `Port ${port} may not be used by this user; choose one above 1023 with --port.`;
  return `The local Telegram could not start: ${error.message}`;
}

let port;
try {
  const options = readArguments();
  port = options.port;
  const { startTelegram } = await loadServer();
  const telegram = await startTelegram(options);
  const { dcs, homeDc, publicKeys, controlUrl } = telegram;
  const ws = Object.fromEntries(dcs.map((dc) => [dc, telegram.wsUrl(dc)]));
  process.stdout.write(`${JSON.stringify({ port: telegram.port, ws, control: controlUrl, homeDc, publicKeys })}\n`);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => telegram.close().then(() => process.exit(0)));
  }
} catch (error) {
  process.stderr.write(`${sentenceFor(error, port)}\n`);
  process.exitCode = 1;
}
