import { expect, test } from './fixture';

test('installing opens first run in a tab', async ({ tez }) => {
  const popup = await tez.popup();
  expect(popup.url()).toBe(tez.url('popup.html'));
  await expect(popup.getByRole('checkbox').first()).toBeVisible();
});

test('a killed worker is gone, and answers again when it is asked', async ({ tez }) => {
  const mark = () => tez.inWorker(() => Reflect.get(globalThis, 'alive') === true, undefined);
  await tez.inWorker(() => Reflect.set(globalThis, 'alive', true), undefined);
  expect(await mark()).toBe(true);
  await tez.killWorker();
  expect(await mark()).toBe(false);
  expect(await tez.told()).toEqual([]);
});

test('what was stored outlives a closed browser, and one that was killed', async ({ tez }) => {
  const stored = () => tez.inWorker(async () => (await chrome.storage.local.get('kept')).kept, undefined);
  await tez.inWorker(() => chrome.storage.local.set({ kept: 'yes' }), undefined);
  const { id } = tez;
  await tez.restartBrowser();
  expect(await stored()).toBe('yes');
  await tez.sigkill();
  await tez.reopen();
  expect(await stored()).toBe('yes');
  expect(tez.id).toBe(id);
});

test('two browsers at once talk to their own local Telegrams', async ({ tez, telegram }) => {
  const scripts = await tez.inWorker(async () => (await fetch('/manifest.json')).text(), undefined);
  expect(scripts).toContain(`ws://127.0.0.1:${telegram.port}`);
});
