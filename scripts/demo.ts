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
import { inOneLine } from './one-line';
import { heedSignals, untilInterrupted } from './setup/interruption.mjs';
import { NO_WINDOW, takesNoWindow } from './setup/start.mjs';
import { BUYER } from './tour-steps';

/** How often a new code is looked for, in milliseconds: soon enough for whoever reads it off the terminal. */
const CODE_CHECK_MS = 250;
/** What the buyer writes, one at each Enter. */
const LINES = ['Can we talk about the offer?', 'When could the first truck leave?', 'Is customs in the price?'];

heedSignals();
const { values } = parseArgs({ options: { client: { type: 'string' }, port: { type: 'string' } } });
const client = values.client === 'k' ? 'k' : 'a';

process.exitCode = await demo(client, Number(values.port ?? 0)).catch((error) => {
  if (takesNoWindow(String(error))) return NO_WINDOW;
  console.error(`The demo could not go on. ${inOneLine(error)}`);
  return 1;
});
// Takes along a browser that was still starting.
process.exit();

/** Resolves to the exit code once the browser is closed, or the demo interrupted. */
async function demo(client: 'a' | 'k', port: number): Promise<number> {
  const telegram = await startTelegram({ scenario: scenarioFile('demo'), port });
  const interrupted = untilInterrupted();
  const tez = await Promise.race([Tez.start({ port: telegram.port, headless: false, viewport: null }), interrupted]);
  if (!tez) return 0;
  const closed = new Promise<void>((resolve) => void tez.context.once('close', () => resolve()));
  const end = Promise.race([closed, interrupted]);
  const opened = openTabs(tez, telegram, client).catch((error) => {
    // Closed by the person while it was loading.
    if (!/has been closed/.test(String(error))) throw error;
  });
  await Promise.race([opened, end]);
  const stopTelling = tell(telegram, client);
  await end;
  stopTelling();
  await tez.end();
  await telegram.close();
  return 0;
}

/** Telegram Web's stand-in, and Tez's first run in front of it; not the empty tab that a browser starts with. */
async function openTabs(tez: Tez, telegram: LocalTelegram, client: 'a' | 'k'): Promise<void> {
  const empty = tez.context.pages().filter((page) => page.url() === 'about:blank');
  await TelegramTab.open(tez, telegram, client);
  await tez.popup();
  for (const page of empty) await page.close();
}

/** Tells on the terminal what there is to do, and each code as it is issued; a new line there makes a message arrive. */
function tell(telegram: LocalTelegram, client: 'a' | 'k'): () => void {
  const [api] = telegram.world.settings.api;
  console.log(`
Chromium shows Tez's first run, and a stand-in for Telegram Web ${client.toUpperCase()}: a page of this repository, fed by a Telegram
on this computer. Nothing goes over the network.

API ID        ${api?.id}
API hash      ${api?.hash}
Phone number  ${mainPerson(telegram).phone}
Code          is printed here once Tez has asked for it

Enter: a message from ${BUYER} arrives. Tez notifies you of it
once that chat has a contact or a deal, while another chat is open.
To end, close the browser or press Ctrl+C.
`);
  const told = new Map<string, string>();
  const timer = setInterval(() => tellCodes(telegram, told), CODE_CHECK_MS);
  const keys = createInterface({ input: process.stdin });
  let arrived = 0;
  keys.on('line', () => {
    const text = LINES[arrived++ % LINES.length] ?? '';
    telegram.receives({ from: BUYER, text });
    console.log(`${BUYER}: ${text}`);
  });
  return () => {
    clearInterval(timer);
    keys.close();
  };
}

/** Prints every code that was not told yet. `told` holds the last one by phone. */
function tellCodes({ world, codeFor }: LocalTelegram, told: Map<string, string>): void {
  for (const { person } of world.accounts.values()) {
    const phone = `+${person.phone}`;
    const code = codeFor(phone);
    if (code === undefined || told.get(phone) === code) continue;
    told.set(phone, code);
    console.log(`Code          ${code}  (${phone})`);
  }
}
