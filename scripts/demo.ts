/**
 * The demo with a display: a local Telegram, Chromium with Tez just installed, Telegram Web's stand-in. The terminal tells
 * what to sign in with and each code as it is issued; Enter makes a message arrive. Ends when the browser is closed.
 */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { scenarioFile } from '../tests/e2e/fixture/scenario';
import { mainPerson } from '../tests/e2e/fixture/sign-in';
import { Tez } from '../tests/e2e/fixture/tez';
import { TelegramTab } from '../tests/e2e/fixture/web';
import { type LocalTelegram, startTelegram } from '../tests/telegram';
import { BUYER } from './tour-steps';

/** How often a new code is looked for, in milliseconds: soon enough for whoever reads it off the terminal. */
const CODE_CHECK_MS = 250;

const { values } = parseArgs({ options: { client: { type: 'string' }, port: { type: 'string' } } });
const client = values.client === 'k' ? 'k' : 'a';

const telegram = await startTelegram({ scenario: scenarioFile('demo'), port: Number(values.port ?? 0) });
const tez = await Tez.start({ port: telegram.port, headless: false, viewport: null });
const closed = new Promise<void>((resolve) => {
  tez.context.once('close', () => resolve());
  process.once('SIGINT', resolve);
});
await TelegramTab.open(tez, telegram, client);
await tez.popup();

const [api] = telegram.world.settings.api;
console.log(`API ID        ${api?.id}`);
console.log(`API hash      ${api?.hash}`);
console.log(`Phone number  ${mainPerson(telegram).phone}`);
console.log('The code is printed here once you asked for it. Enter: a message arrives. Close the browser to end.');

const stopCodes = tellCodes(telegram);
const keys = createInterface({ input: process.stdin });
keys.on('line', () => void telegram.receives({ from: BUYER, text: 'Can we talk about the offer?' }));

await closed;
stopCodes();
keys.close();
await tez.end();
await telegram.close();

/** Prints every code of every account once, until it is stopped. */
function tellCodes({ world, codeFor }: LocalTelegram): () => void {
  const told = new Map<string, string>();
  const timer = setInterval(() => {
    for (const { person } of world.accounts.values()) {
      const phone = `+${person.phone}`;
      const code = codeFor(phone);
      if (code === undefined || told.get(phone) === code) continue;
      told.set(phone, code);
      console.log(`Code          ${code}  (${phone})`);
    }
  }, CODE_CHECK_MS);
  return () => clearInterval(timer);
}
