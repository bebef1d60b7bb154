import type { Page } from '@playwright/test';
import {
  codeSentTo,
  consent,
  expect,
  giveApi,
  giveCode,
  givePassword,
  givePhone,
  mainPerson,
  signIn,
  test,
} from './fixture';

/** The person with a two-step password, and the one whose account lives in another data centre. */
const VERA = { phone: '+46705550103', password: 'correct horse' };
const PAVEL = { phone: '+420601555010' };

const connected = (popup: Page) => popup.getByRole('status').filter({ hasText: 'Connected' });
const wrongCode = (code: string) => code.replace(/^./, (first) => String((Number(first) + 1) % 10));

test('by code', async ({ tez, telegram }) => {
  const popup = await signIn(tez, telegram);
  await expect(popup.getByText('Mikhail Sorokin')).toBeVisible();
});

test('a wrong code is said to be wrong, and the right one still signs in', async ({ tez, telegram }) => {
  const { phone } = mainPerson(telegram);
  const popup = await tez.popup();
  await consent(popup);
  await giveApi(popup, telegram);
  await givePhone(popup, phone);
  const code = await codeSentTo(telegram, phone);
  await giveCode(popup, wrongCode(code));
  await expect(popup.getByLabel('Code', { exact: true })).toHaveAccessibleDescription(/wrong/);
  await giveCode(popup, code);
  await expect(connected(popup)).toBeVisible();
});

test('an expired code is replaced by a new one', async ({ tez, telegram }) => {
  const { phone } = mainPerson(telegram);
  const popup = await tez.popup();
  await consent(popup);
  await giveApi(popup, telegram);
  await givePhone(popup, phone);
  const old = await codeSentTo(telegram, phone);
  telegram.expireCode(phone);
  await giveCode(popup, old);
  await expect(popup.getByLabel('Code', { exact: true })).toHaveAccessibleDescription(/too old/);
  await popup.getByRole('button', { name: 'Change number' }).click();
  await givePhone(popup, phone);
  await expect.poll(() => telegram.codeFor(phone)).not.toBe(old);
  await giveCode(popup, await codeSentTo(telegram, phone));
  await expect(connected(popup)).toBeVisible();
});

test('two-step: the hint is shown, a wrong password is said to be wrong, the right one signs in', async ({
  tez,
  telegram,
}) => {
  const popup = await tez.popup();
  await consent(popup);
  await giveApi(popup, telegram);
  await givePhone(popup, VERA.phone);
  await giveCode(popup, await codeSentTo(telegram, VERA.phone));
  await expect(popup.getByText('the usual one')).toBeVisible();
  await givePassword(popup, 'wrong horse');
  await expect(popup.getByLabel('Password', { exact: true })).toHaveAccessibleDescription(/wrong/);
  await givePassword(popup, VERA.password);
  await expect(connected(popup)).toBeVisible();
  await expect(popup.getByText('Vera Lindqvist')).toBeVisible();
});

test('by QR code', async ({ tez, telegram }) => {
  const popup = await tez.popup();
  await consent(popup);
  await giveApi(popup, telegram);
  await popup.getByRole('button', { name: 'Sign in with QR code' }).click();
  await expect(popup.getByRole('img', { name: /QR/ })).toBeVisible();
  await telegram.approveQr({ account: 'Mikhail Sorokin' });
  await expect(connected(popup)).toBeVisible();
});

test('a QR sign-in goes on after the worker died', async ({ tez, telegram }) => {
  const popup = await tez.popup();
  await consent(popup);
  await giveApi(popup, telegram);
  await popup.getByRole('button', { name: 'Sign in with QR code' }).click();
  const code = popup.getByRole('img', { name: /QR/ });
  await expect(code).toBeVisible();
  await tez.killWorker();
  await popup.reload();
  await expect(code).toBeVisible();
  await telegram.approveQr({ account: 'Mikhail Sorokin' });
  await expect(connected(popup)).toBeVisible();
});

test('a phone on another data centre signs in without a word about it', async ({ tez, telegram }) => {
  const popup = await signIn(tez, telegram, PAVEL);
  await expect(popup.getByText('Pavel Novak')).toBeVisible();
});

test('a phone without an account is refused with what to do', async ({ tez, telegram }) => {
  const popup = await tez.popup();
  await consent(popup);
  await giveApi(popup, telegram);
  await givePhone(popup, '+49 30 5550199');
  await giveCode(popup, await codeSentTo(telegram, '+49305550199'));
  await expect(popup.getByLabel('Code', { exact: true })).toHaveAccessibleDescription(/Telegram app/);
});

test('a flood wait is counted down, and Telegram is not asked again before its end', async ({ tez, telegram }) => {
  const { phone } = mainPerson(telegram);
  telegram.failNext({ method: 'auth.sendCode', error: 'FLOOD_WAIT_8' });
  const popup = await tez.popup();
  await consent(popup);
  await giveApi(popup, telegram);
  await givePhone(popup, phone);
  await expect(popup.getByLabel('Phone number')).toHaveAccessibleDescription(/0:0/);
  await expect(popup.getByRole('button', { name: 'Continue' })).toBeDisabled();
  const asked = telegram.saw.count('auth.sendCode');
  await expect(popup.getByRole('button', { name: 'Continue' })).toBeEnabled({ timeout: 15_000 });
  expect(telegram.saw.count('auth.sendCode')).toBe(asked);
  await popup.getByRole('button', { name: 'Continue' }).click();
  await giveCode(popup, await codeSentTo(telegram, phone));
  await expect(connected(popup)).toBeVisible();
});

test('closed while the code is read on the phone, the popup comes back at the same step', async ({ tez, telegram }) => {
  const { phone } = mainPerson(telegram);
  const popup = await tez.popup();
  await consent(popup);
  await giveApi(popup, telegram);
  await givePhone(popup, phone);
  await expect(popup.getByText('0:5')).toBeVisible();
  await popup.close();
  await tez.killWorker();
  const again = await tez.popup();
  await expect(again.getByText(/0:[345]\d/)).toBeVisible();
  await giveCode(again, await codeSentTo(telegram, phone));
  await expect(connected(again)).toBeVisible();
});

test('cancelled at the code, Telegram forgets the code and Tez starts anew', async ({ tez, telegram }) => {
  const { phone } = mainPerson(telegram);
  const popup = await tez.popup();
  await consent(popup);
  await giveApi(popup, telegram);
  await givePhone(popup, phone);
  await codeSentTo(telegram, phone);
  await popup.getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(() => telegram.codeFor(phone)).toBeUndefined();
  await expect(popup.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
});

test('any step can be cancelled, and the number changed, also at the password', async ({ tez, telegram }) => {
  const popup = await tez.popup();
  const cancel = popup.getByRole('button', { name: 'Cancel sign-in' });
  const begin = popup.getByRole('button', { name: 'Sign in', exact: true });
  await consent(popup);
  await cancel.click();
  await begin.click();
  await giveApi(popup, telegram);
  await expect(popup.getByLabel('Phone number')).toBeVisible();
  await cancel.click();
  await begin.click();
  await popup.getByRole('button', { name: 'Sign in with QR code' }).click();
  await expect(popup.getByRole('img', { name: /QR/ })).toBeVisible();
  await cancel.click();
  await begin.click();

  const toPassword = async () => {
    await givePhone(popup, VERA.phone);
    await giveCode(popup, await codeSentTo(telegram, VERA.phone));
    await expect(popup.getByLabel('Password', { exact: true })).toBeVisible();
  };
  await toPassword();
  await cancel.click();
  await begin.click();
  await toPassword();
  await popup.getByRole('button', { name: 'Change number' }).click();
  const { phone } = mainPerson(telegram);
  await givePhone(popup, phone);
  await giveCode(popup, await codeSentTo(telegram, phone));
  await expect(connected(popup)).toBeVisible();
  await expect(popup.getByText('Mikhail Sorokin')).toBeVisible();
});

test('an API id that cannot be one is explained', async ({ tez }) => {
  const popup = await tez.popup();
  await consent(popup);
  await popup.getByLabel('API ID').fill('abc');
  await popup.getByLabel('API hash').fill('0123456789abcdef0123456789abcdef');
  await popup.getByRole('button', { name: 'Continue' }).click();
  await expect(popup.getByLabel('API ID')).toHaveAccessibleDescription(/digits/);
});

test('an API id that Telegram refuses is explained, and another one works', async ({ tez, telegram }) => {
  const popup = await tez.popup();
  await consent(popup);
  await popup.getByLabel('API ID').fill('999');
  await popup.getByLabel('API hash').fill('0123456789abcdef0123456789abcdef');
  await popup.getByRole('button', { name: 'Continue' }).click();
  await givePhone(popup, mainPerson(telegram).phone);
  await expect(popup.getByText(/my\.telegram\.org/).first()).toBeVisible();
});

test('the session survives a killed worker and a closed browser', async ({ tez, telegram }) => {
  await signIn(tez, telegram);
  const logins = telegram.saw.count('auth.signIn');
  await tez.killWorker();
  await expect(connected(await tez.popup())).toBeVisible();
  await tez.restartBrowser();
  await expect(connected(await tez.popup())).toBeVisible({ timeout: 20_000 });
  expect(telegram.saw.count('auth.signIn')).toBe(logins);
});

test('revoked elsewhere, Tez says so, keeps the CRM, and signs in again', async ({ tez, telegram }) => {
  const popup = await signIn(tez, telegram);
  await tez.ask('deals.create', { title: 'Pine boards' });
  await telegram.revokeSession('Mikhail Sorokin');
  await expect(popup.getByRole('button', { name: 'Sign in again' })).toBeVisible();
  expect((await tez.ask<{ cards: unknown[] }>('deals.board')).cards).toHaveLength(1);
  await popup.getByRole('button', { name: 'Sign in again' }).click();
  const { phone } = mainPerson(telegram);
  await givePhone(popup, phone);
  await giveCode(popup, await codeSentTo(telegram, phone));
  await expect(connected(popup)).toBeVisible();
  expect((await tez.ask<{ cards: unknown[] }>('deals.board')).cards).toHaveLength(1);
});

test('logged out, the session is over at Telegram too', async ({ tez, telegram }) => {
  await signIn(tez, telegram);
  await tez.ask('auth.logOut', { account: mainPerson(telegram).id });
  expect(telegram.saw.count('auth.logOut')).toBe(1);
  expect((await tez.ask<{ accounts: unknown[] }>('auth.view')).accounts).toEqual([]);
});
