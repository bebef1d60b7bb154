/**
 * `npm run pictures`: writes the README's pictures to `docs/` from a real run: the built extension, a local Telegram with
 * the demo scenario, a salesperson's deals made through Tez's own commands.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect } from '../tests/e2e/fixture/expect';
import { scenarioFile } from '../tests/e2e/fixture/scenario';
import { heading } from '../tests/e2e/fixture/sidebar';
import { mainPerson, signIn } from '../tests/e2e/fixture/sign-in';
import { Tez } from '../tests/e2e/fixture/tez';
import { TelegramTab } from '../tests/e2e/fixture/web';
import { startTelegram } from '../tests/telegram';
import { chat as findChat } from '../tests/telegram/world/refs';
import { toggleTheme } from '../tests/telegram-web';

const FOLDER = fileURLToPath(new URL('../docs/', import.meta.url));
const HOUR = 3_600_000;

/** Who, what, value in minor units, stage, next task and the hours until it is due. */
const DEALS: [string, string, number, string, string, string?, number?][] = [
  [
    'Alexandra Konstantinopolskaya-Weiss',
    'Annual freight contract 2027',
    4_850_000,
    'EUR',
    'proposal',
    'Send the final quote',
    6,
  ],
  ['Kamran Huseynov', 'Dried fruit, 2 containers', 1_840_000, 'EUR', 'lead', 'Check the Poti route', 26],
  [
    'Orbital Robotics × Nordwind',
    'Warehouse automation, phase 2',
    124_000_000,
    'USD',
    'negotiation',
    'Legal review',
    72,
  ],
  ['Lena Hartmann', 'POS terminals, 40 stores', 21_200_000, 'CHF', 'meeting', 'Book the demo room', 50],
  ['Giorgi Beridze', 'Hotel booking engine', 3_200_000, 'EUR', 'qualified', 'Demo call', 4],
  ['Дмитрий Орлов', 'Сервер и лицензии', 396_000_000, 'RUB', 'negotiation', 'Договор', 30],
  ['Rustam Yuldashev', 'Cotton yarn, 60 t', 14_100_000, 'USD', 'proposal'],
  ['Farid Aliyev', 'Price for 2 containers', 1_260_000, 'EUR', 'lead'],
  ['Светлана Ким', 'Поставка кофе в 14 точек', 215_000_000, 'RUB', 'qualified', 'Прайс', -20],
  ['Nordic Timber OÜ', 'Pine boards, spring season', 6_400_000, 'EUR', 'lead', 'Call', 90],
  ['Omar Haddad', 'Franchise talk, Amman', 4_000_000, 'USD', 'lead'],
  ['Beatriz Nunes', 'Brand photo package', 420_000, 'EUR', 'proposal', 'Revise', 110],
];

const telegram = await startTelegram({ scenario: scenarioFile('demo') });
const tez = await Tez.start({ port: telegram.port, headless: true, viewport: { width: 1440, height: 900 } });
mkdirSync(FOLDER, { recursive: true });
try {
  const popup = await signIn(tez, telegram);
  const account = mainPerson(telegram).id;
  const main = telegram.world.main;
  if (!main) throw new Error('The demo has no main account.');
  for (const [who, title, minor, unit, stage, task, hours] of DEALS) {
    const chat = { account, peer: findChat(telegram.world, main, who).chat };
    await tez.ask('deals.create', { chat, title, value: { minor, unit }, stage });
    if (task) await tez.ask('tasks.add', { chat, title: task, due: Date.now() + (hours ?? 0) * HOUR });
  }
  const first = { account, peer: findChat(telegram.world, main, DEALS[0]?.[0] ?? '').chat };
  await tez.ask('notes.add', {
    chat: first,
    text: 'Marat (CFO) decides. The 48 h transit guarantee matters more than price.',
  });

  const a = await TelegramTab.open(tez, telegram, 'a', { chat: { peer: first.peer } });
  await expect(heading(await a.sidebar())).toHaveText(/Alexandra/);
  await shoot(a.page, 'sidebar-web-a');

  const k = await TelegramTab.open(tez, telegram, 'k', { chat: { peer: first.peer } });
  await expect(heading(await k.sidebar())).toHaveText(/Alexandra/);
  await toggleTheme(k.page, 'dark');
  await expect((await k.sidebar()).locator(':root')).toHaveAttribute('data-theme', 'dark');
  await shoot(k.page, 'sidebar-web-k-dark');
  await toggleTheme(k.page, 'light');

  const board = await tez.workspace();
  await expect(board.getByRole('article').first()).toBeVisible();
  await expect(board.locator(':root')).toHaveAttribute('data-theme', 'light');
  await shoot(board, 'board');
  await popup.bringToFront();
  await popup.setViewportSize({ width: 380, height: 580 });
  await expect(popup.getByText('Waiting for you')).toBeVisible();
  await shoot(popup, 'popup');
} finally {
  await tez.end();
  await telegram.close();
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.bringToFront();
  for (const frame of page.frames()) await frame.evaluate(transitionsOver);
  await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' });
  console.log(`docs/${name}.png`);
}

/** Colours fade into a new theme: a picture on the way would show neither. Runs in the page. */
async function transitionsOver(): Promise<void> {
  await new Promise(requestAnimationFrame);
  const ending = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity);
  await Promise.allSettled(ending.map(({ finished }) => finished));
}
