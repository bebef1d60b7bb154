/** Puts a stand-in at Telegram Web's real address, by request routing, and its feed beside it. */
import type { BrowserContext, Route } from '@playwright/test';
import { type Client, pageFiles } from './build';
import { openControl } from './control';
import type { Start } from './page/start';

export interface ServeOptions {
  client: Client;
  /** The local Telegram whose world the page shows. */
  telegram: { controlUrl: string };
  /** Telegram user id that the page is signed in as. */
  account: number;
  /** Further accounts of the page, at `?account=2` and so on. */
  moreAccounts?: number[];
  /** Whether opening a chat in the page marks it read, as the real client does. Default true. */
  marksRead?: boolean;
  /** Default light. */
  theme?: 'light' | 'dark';
}

/** As K's server sends it: no extension scheme in it, and the sidebar's frame loads all the same. */
const CSP_K =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; " +
  "media-src 'self' data: blob:; connect-src 'self' https: wss:; frame-src 'self' https:; object-src 'none'; base-uri 'none'";

/**
 * Serves Web A at `https://web.telegram.org/a/` or Web K at `/k/` in every page of the context; nothing else of that host
 * exists. May be called once per client in one context.
 */
export async function serveTelegramWeb(context: BrowserContext, options: ServeOptions): Promise<void> {
  const { client, account, moreAccounts = [], marksRead = true, theme = 'light' } = options;
  const files = await pageFiles(client);
  const end = new AbortController();
  context.once('close', () => end.abort());
  const accounts = [account, ...moreAccounts];
  const controls = accounts.map((id) => openControl(options.telegram.controlUrl, id, end.signal));
  const start: Start = { accounts, marksRead, theme };
  const html = files.html.replace('id="stand-in">', `id="stand-in">${JSON.stringify(start)}`);
  const headers: Record<string, string> = client === 'k' ? { 'content-security-policy': CSP_K } : {};
  const send = (type: string, body: string) => (route: Route) =>
    route.fulfill({ contentType: `${type}; charset=utf-8`, headers, body });

  const base = `https://web.telegram.org/${client}/`;
  await context.route(`${base}**`, (route) => route.fulfill({ status: 404, body: '' }));
  await context.route((url) => url.href.startsWith(base) && url.pathname === `/${client}/`, send('text/html', html));
  await context.route(`${base}style.css`, send('text/css', files.css));
  await context.route(`${base}main.js`, send('text/javascript', files.script));
  await context.route('https://web.telegram.org/__feed/**', async (route) => {
    const request = route.request();
    const url = new URL(request.url());
    const [, , slot, path, peer] = url.pathname.split('/');
    // Both clients' pages ask the same address: the one they were loaded from says which of them it is.
    if (!request.headers().referer?.startsWith(base)) return route.fallback();
    try {
      const control = controls[Number(slot) - 1];
      if (!control) return await route.fulfill({ status: 404, body: '' });
      if (path === 'photo' && peer) {
        return await route.fulfill({ contentType: 'image/png', body: await control.photo(peer) });
      }
      await route.fulfill({ json: await control.answer(path ?? '', url.searchParams, request.postDataJSON()) });
    } catch (error) {
      // The page or the whole context was closed while the answer was under way: nobody is left to tell.
      if (end.signal.aborted || request.frame().isDetached()) return;
      await route.fulfill({ status: 502, body: String(error) }).catch(() => {});
    }
  });
}
