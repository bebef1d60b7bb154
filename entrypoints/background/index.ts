import '@/lib/words/load/background';
import browser, { type Runtime } from 'webextension-polyfill';
import { defineBackground } from 'wxt/utils/define-background';
import { TezError } from '@/lib/limits/model';
import type { PageReport } from '@/lib/page/contract';
import { HOST_THEME_KEY } from '@/lib/settings/contract';
import { compose } from './compose';
import { answerFileRequests } from './file-requests';
import { importScriptsOnInstall } from './load-scripts';
import { injectIntoOpenTabs } from './open-tabs';

/** Chrome fires a packed extension's alarms no oftener than every 30 s. */
const WAKE = { name: 'wake', periodInMinutes: 0.5 };
/** What woke the worker is answered before the MTProto script is parsed, which takes about 100 ms. */
const START_DELAY_MS = 250;
const TELEGRAM_ORIGIN = 'https://web.telegram.org';

export default defineBackground({
  main() {
    importScriptsOnInstall();
    const tez = compose();
    const run = (work: Promise<unknown>) => void work.catch(report);

    browser.runtime.onMessage.addListener(
      (message: unknown, sender: Runtime.MessageSender): Promise<unknown> | undefined => {
        const said = message as { tez?: string } | null;
        if (said?.tez?.startsWith('page.')) {
          if (sender.id === browser.runtime.id && new URL(sender.url ?? 'about:blank').origin === TELEGRAM_ORIGIN) {
            run(heardPage(sender.tab?.id, message as PageReport));
          }
          return undefined;
        }
        return tez.route(message, sender);
      },
    );

    async function heardPage(tab: number | undefined, said: PageReport): Promise<void> {
      if (tab === undefined) return;
      // Popup and workspace look like the Telegram page that was seen last.
      if (said.tez === 'page.theme') await browser.storage.local.set({ [HOST_THEME_KEY]: said.theme });
      await tez.tabs.heard(tab, said);
    }

    browser.runtime.onInstalled.addListener(({ reason }) => {
      browser.alarms.create(WAKE.name, { periodInMinutes: WAKE.periodInMinutes });
      run(injectIntoOpenTabs());
      if (reason === 'install') run(browser.tabs.create({ url: browser.runtime.getURL('popup.html') }));
    });
    browser.runtime.onStartup.addListener(() => {
      browser.alarms.create(WAKE.name, { periodInMinutes: WAKE.periodInMinutes });
    });
    browser.alarms.onAlarm.addListener(() => run(tez.start()));
    chrome.notifications.onClicked.addListener((id) => run(tez.notifications.clicked(id)));

    answerFileRequests(tez.serveFile);

    setTimeout(() => run(tez.start()), START_DELAY_MS);
  },
});

/** Kinds only: no stack, no text of a customer. */
function report(error: unknown): void {
  console.warn('tez', TezError.from(error).kind);
}
