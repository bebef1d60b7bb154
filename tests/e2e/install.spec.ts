import { composerOf, openTelegramWeb, serveTelegramWeb, typeInComposer } from '../telegram-web';
import { expect, mainPerson, test } from './fixture';
import { freshProfile, openBrowser, removeFolders } from './fixture/browser';
import { extensionFor } from './fixture/extension';

test('installed into a running browser, Tez reaches the Telegram tab that is open, and its draft stays', async ({
  telegram,
}) => {
  const profile = freshProfile();
  const extension = extensionFor(telegram.port);
  const context = await openBrowser({ profile, headless: true });
  try {
    await serveTelegramWeb(context, { client: 'a', telegram, account: mainPerson(telegram).id });
    const page = await context.newPage();
    await openTelegramWeb(page, 'a', { peer: 5000000002 });
    await typeInComposer(page, 'half a sentence');
    const firstRun = context.waitForEvent('page', (tab) => tab.url().endsWith('/popup.html'));
    const browser = await context.browser()?.newBrowserCDPSession();
    await browser?.send('Extensions.loadUnpacked', { path: extension });
    const sidebars = () => page.frames().filter((frame) => frame.url().includes('/sidebar.html')).length;
    await expect.poll(sidebars).toBe(1);
    await expect(composerOf(page)).toHaveText('half a sentence');
    await firstRun;
  } finally {
    await context.close();
    await removeFolders(profile, extension);
  }
});

test('what a page of Tez loads does not wait for the worker', async ({ tez }) => {
  await tez.killWorker();
  const page = await tez.context.newPage();
  await page.goto(tez.url('workspace.html'));
  const sources = await page.evaluate(() => {
    // Not in the DOM's types yet: https://developer.mozilla.org/docs/Web/API/PerformanceResourceTiming/workerFinalSourceType
    const loads = ['navigation', 'resource'].flatMap((type) => performance.getEntriesByType(type));
    return [
      ...new Set(loads.map((load) => (load as unknown as { workerFinalSourceType: string }).workerFinalSourceType)),
    ];
  });
  expect(sources).toEqual(['network']);
});
