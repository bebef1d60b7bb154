import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { freshProfile, openBrowser, removeFolders } from '../../e2e/fixture/browser';
import { bundle } from '../../telegram-web/build';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url)).replace(/\/$/, '');

/** A file that the worker may fetch. */
interface Served {
  type: string;
  body: string | Uint8Array;
}

/**
 * A worker of a real browser, with a database on disk.
 * @param script the worker's module, which obeys orders
 * @param files what it may fetch, by path
 */
export async function openWorker<Order>(script: URL, files: Record<string, Served> = {}) {
  const own = { type: 'text/javascript', body: await bundle(fileURLToPath(script), 'iife', { '@': ROOT }) };
  const page: Served = { type: 'text/html', body: '<!doctype html><title>Bench</title>' };
  const server = createServer(({ url = '' }, response) => {
    const { type, body } = (url === '/worker.js' ? own : files[url]) ?? page;
    response.setHeader('content-type', type);
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const profile = freshProfile();
  const context = await openBrowser({ profile, headless: true });
  const tab = await context.newPage();
  await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  const worker = await tab.evaluateHandle(() => new Worker('/worker.js'));

  return {
    /** Has the worker do something, and gives back what it measured. */
    async tell(order: Order): Promise<number[]> {
      const answer = await worker.evaluate(
        (it, data) =>
          new Promise<{ values?: number[]; error?: string }>((resolve) => {
            it.addEventListener('message', (event) => resolve(event.data), { once: true });
            it.addEventListener('error', (event) => resolve({ error: event.message }), { once: true });
            it.postMessage(data);
          }),
        order as object,
      );
      if (!answer.values) throw new Error(answer.error);
      return answer.values;
    },
    async close(): Promise<void> {
      await context.close();
      server.close();
      await removeFolders(profile);
    },
  };
}

export interface BenchWorker<Order> {
  tell(order: Order): Promise<number[]>;
  close(): Promise<void>;
}
