import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { codeSentTo, consent, expect, giveApi, giveCode, givePhone, mainPerson, signIn, test } from './fixture';

const PASSPHRASE = 'seven wet rivers';
const status = (popup: Page, words: string) => popup.getByRole('status').filter({ hasText: words });
const back = (popup: Page) => popup.getByRole('button', { name: 'Back' });

/** What axe finds on the surface that is shown, in light and in dark: there only the colours are others. */
async function axe(popup: Page): Promise<string[]> {
  const found: string[] = [];
  for (const theme of ['light', 'dark']) {
    await popup.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
    const builder = new AxeBuilder({ page: popup });
    if (theme === 'dark') builder.withRules(['color-contrast']);
    const { violations } = await builder.analyze();
    for (const { id, nodes } of violations) found.push(...nodes.map(({ html }) => `${theme} ${id}: ${html}`));
  }
  return found;
}

test('a passphrase chosen at first run is typed twice, then locks and unlocks', async ({ tez, telegram }) => {
  const popup = await tez.popup();
  await expect(popup.getByRole('button', { name: 'Agree and continue' })).toBeDisabled();
  await popup.getByRole('checkbox', { name: 'Tez may read the chats I choose' }).check();
  await popup.getByRole('checkbox', { name: 'Ask for a passphrase each time' }).check();
  await popup.getByRole('checkbox', { name: 'Telegram Web already notifies me' }).check();
  await popup.getByRole('button', { name: 'Agree and continue' }).click();

  const next = popup.getByLabel('New passphrase');
  const again = popup.getByLabel('Passphrase again');
  await expect(next).toBeFocused();
  await next.fill('short');
  await next.press('Enter');
  await expect(next).toHaveAccessibleDescription(/at least 8/);
  await next.fill(PASSPHRASE);
  await again.fill(`${PASSPHRASE}!`);
  await again.press('Enter');
  await expect(again).toHaveAccessibleDescription(/not the same/);
  await expect(again).toBeFocused();
  await again.fill(PASSPHRASE);
  await again.press('Enter');

  await giveApi(popup, telegram);
  expect(await tez.ask('settings.get')).toMatchObject({ notifications: { telegramWebNotifies: true } });
  const { phone } = mainPerson(telegram);
  await givePhone(popup, phone);
  await giveCode(popup, await codeSentTo(telegram, phone));
  await expect(status(popup, 'Connected')).toBeVisible();

  await popup.keyboard.press('Alt+l');
  await expect(status(popup, 'Locked')).toBeVisible();
  const field = popup.getByLabel('Passphrase', { exact: true });
  await expect(field).toBeFocused();
  await field.fill('seven dry rivers');
  await field.press('Enter');
  await expect(field).toHaveAccessibleDescription(/wrong/);
  await field.fill(PASSPHRASE);
  await field.press('Enter');
  await expect(status(popup, 'Connected')).toBeVisible();
});

test('a forgotten passphrase leaves one way: everything removed, first run again', async ({ tez, telegram }) => {
  const popup = await signIn(tez, telegram);
  await tez.ask('deals.create', { title: 'Pine boards' });
  await tez.ask('privacy.setPassphrase', { current: null, next: PASSPHRASE });
  await tez.ask('privacy.lock');
  await popup.getByRole('button', { name: 'Forgot it' }).click();
  await popup.getByRole('button', { name: 'Remove all data' }).click();
  const dialog = popup.getByRole('alertdialog');
  await expect(dialog.getByRole('button', { name: 'Keep my data' })).toBeFocused();
  await popup.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await popup.keyboard.press('Escape');
  await expect(popup.getByLabel('Passphrase', { exact: true })).toBeVisible();

  await popup.getByRole('button', { name: 'Forgot it' }).click();
  await popup.getByRole('button', { name: 'Remove all data' }).click();
  await dialog.getByRole('button', { name: 'Remove everything' }).click();
  await expect(popup.getByRole('button', { name: 'Agree and continue' })).toBeVisible();
  expect((await tez.ask<{ cards: unknown[] }>('deals.board')).cards).toEqual([]);
});

test('a task is added and counted, and taken back', async ({ tez, telegram }) => {
  const popup = await signIn(tez, telegram);
  await expect(popup.getByRole('button', { name: '0 tasks due' })).toBeVisible();
  await popup.keyboard.press('Alt+t');
  await expect(popup.getByLabel('New task')).toBeFocused();
  await popup.getByLabel('New task').fill('Send Lena the offer');
  await popup.getByLabel('Due').fill(
    await popup.evaluate(() => {
      const now = new Date();
      return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
    }),
  );
  await popup.getByLabel('New task').press('Enter');
  await expect(popup.getByRole('button', { name: '1 task due' })).toBeVisible();
  await popup.getByRole('button', { name: 'Undo' }).click();
  await expect(popup.getByRole('button', { name: '0 tasks due' })).toBeVisible();
});

test('who waits for an answer is listed, and a press opens the chat in the Telegram tab', async ({
  tez,
  telegram,
  openWeb,
}) => {
  const popup = await signIn(tez, telegram);
  const web = await openWeb('a');
  await tez.ask('contacts.add', { chat: { account: mainPerson(telegram).id, peer: 5000000002 } });
  await telegram.receives({ from: 'Anna Berg', text: 'Are you there?' });
  await popup.bringToFront();
  await expect(popup.getByRole('button', { name: '1 waiting' })).toBeVisible();
  await popup
    .getByRole('region', { name: 'Waiting for you' })
    .getByRole('button', { name: /Anna Berg/ })
    .click();
  await expect.poll(() => web.page.url()).toContain('5000000002');
});

test('notifications are paused for an hour and resumed', async ({ tez, telegram }) => {
  const popup = await signIn(tez, telegram);
  const pausedUntil = async () =>
    (await tez.ask<{ notifications: { pausedUntil: number } }>('settings.get')).notifications.pausedUntil;
  const before = Date.now();
  await popup.getByRole('button', { name: 'Pause notifications' }).click();
  await expect(popup.getByRole('button', { name: 'Resume notifications' })).toContainText(/Paused until \d\d:\d\d/);
  expect(await pausedUntil()).toBeGreaterThanOrEqual(before + 3_600_000);
  await popup.getByRole('button', { name: 'Resume notifications' }).click();
  await expect(popup.getByRole('button', { name: 'Pause notifications' })).toBeVisible();
  expect(await pausedUntil()).toBe(0);
});

test('the workspace opens once, and is turned to the second time', async ({ tez, telegram }) => {
  const popup = await signIn(tez, telegram);
  const workspaces = () => tez.context.pages().filter((page) => page.url().startsWith(tez.url('workspace.html')));
  await popup.getByRole('button', { name: /Open workspace/ }).click();
  await expect.poll(() => workspaces().length).toBe(1);
  await expect.poll(() => workspaces()[0]?.evaluate(() => document.visibilityState)).toBe('visible');
  await popup.bringToFront();
  await popup.keyboard.press('Alt+w');
  await expect.poll(() => workspaces()[0]?.evaluate(() => document.visibilityState)).toBe('visible');
  expect(workspaces()).toHaveLength(1);
});

test('settings take effect at once and stay', async ({ tez, telegram }) => {
  const popup = await signIn(tez, telegram);
  const theme = () => popup.evaluate(() => document.documentElement.dataset.theme);
  await popup.getByRole('button', { name: 'Settings' }).click();
  await popup.getByLabel('Theme').selectOption('dark');
  await expect.poll(theme).toBe('dark');
  await popup.getByLabel('Theme').selectOption('light');
  await expect.poll(theme).toBe('light');
  await popup.getByLabel('Currency').selectOption('USD');
  await popup.getByRole('switch', { name: /Telegram Web already/ }).check();
  await expect
    .poll(() => tez.ask('settings.get'))
    .toMatchObject({ theme: 'light', currency: 'USD', notifications: { replies: true, telegramWebNotifies: true } });

  await popup.getByRole('button', { name: /^Passphrase/ }).click();
  await popup.getByLabel('New passphrase').fill(PASSPHRASE);
  await popup.getByLabel('Passphrase again').fill(PASSPHRASE);
  await popup.getByRole('button', { name: 'Set passphrase' }).click();
  await expect(popup.getByRole('button', { name: /^Passphrase/ })).toContainText('On');

  await popup.getByRole('button', { name: /^Passphrase/ }).click();
  await popup.getByLabel('Current passphrase').fill('not it');
  await popup.getByRole('button', { name: 'Remove passphrase' }).click();
  await expect(popup.getByLabel('Current passphrase')).toHaveAccessibleDescription(/wrong/);
  await popup.getByLabel('Current passphrase').fill(PASSPHRASE);
  await popup.getByRole('button', { name: 'Remove passphrase' }).click();
  await expect(popup.getByRole('button', { name: /^Passphrase/ })).toContainText('Off');

  await popup.getByRole('button', { name: 'What happened here' }).click();
  for (const entry of ['Signed in', 'Passphrase set', 'Passphrase removed']) {
    await expect(popup.getByRole('main').getByText(entry, { exact: true })).toBeVisible();
  }
  await popup.keyboard.press('Escape');
  await expect(popup.getByRole('heading', { name: 'Settings', exact: true })).toBeFocused();
  await back(popup).click();
  await expect(status(popup, 'Connected')).toBeVisible();
});

test('logging out is asked; CRM data stay', async ({ tez, telegram }) => {
  const popup = await signIn(tez, telegram);
  await tez.ask('deals.create', { title: 'Pine boards' });
  await popup.getByRole('button', { name: 'Account' }).click();
  await popup.getByRole('menuitem', { name: 'Log out' }).click();
  await popup.getByRole('alertdialog').getByRole('button', { name: 'Stay signed in' }).click();
  await expect(status(popup, 'Connected')).toBeVisible();
  await popup.getByRole('button', { name: 'Account' }).click();
  await popup.getByRole('menuitem', { name: 'Log out' }).click();
  await popup.getByRole('alertdialog').getByRole('button', { name: 'Log out' }).click();
  await expect(status(popup, 'Not signed in')).toBeVisible();
  expect(telegram.saw.count('auth.logOut')).toBe(1);
  expect((await tez.ask<{ cards: unknown[] }>('deals.board')).cards).toHaveLength(1);
});

test('every surface passes axe in both themes', async ({ tez, telegram }) => {
  test.setTimeout(240_000);
  const popup = await tez.popup();
  // Colours on their way from one theme to the other are nobody's to read.
  await popup.emulateMedia({ reducedMotion: 'reduce' });
  await expect(popup.getByRole('heading', { level: 1 })).toBeFocused();
  expect(await axe(popup)).toEqual([]);
  await consent(popup);
  await expect(popup.getByLabel('API ID')).toBeFocused();
  expect(await axe(popup)).toEqual([]);
  await giveApi(popup, telegram);
  await expect(popup.getByLabel('Phone number')).toBeFocused();
  expect(await axe(popup)).toEqual([]);
  await popup.getByRole('button', { name: 'Sign in with QR code' }).click();
  await expect(popup.getByRole('img', { name: /QR/ })).toBeVisible();
  expect(await axe(popup)).toEqual([]);
  await popup.getByRole('button', { name: 'Use phone number instead' }).click();
  const { phone } = mainPerson(telegram);
  await givePhone(popup, phone);
  await expect(popup.getByLabel('Code', { exact: true })).toBeFocused();
  expect(await axe(popup)).toEqual([]);
  await giveCode(popup, await codeSentTo(telegram, phone));
  await expect(status(popup, 'Connected')).toBeVisible();
  expect(await axe(popup)).toEqual([]);
  await popup.keyboard.press('Alt+t');
  await expect(popup.getByLabel('New task')).toBeFocused();
  expect(await axe(popup)).toEqual([]);
  await popup.keyboard.press('Escape');
  await popup.getByRole('button', { name: 'Settings' }).click();
  await expect(popup.getByRole('heading', { name: 'Settings', exact: true })).toBeFocused();
  expect(await axe(popup)).toEqual([]);
  await popup.getByRole('button', { name: 'What happened here' }).click();
  await expect(popup.getByText('Signed in', { exact: true })).toBeVisible();
  expect(await axe(popup)).toEqual([]);
});
