import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { freshProfile, openBrowser, removeFolders } from '../../e2e/fixture/browser';
import { bundle } from '../../telegram-web/build';
import type { Order } from './worker';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url)).replace(/\/$/, '');
const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url));

/** A worker of a real browser, with a database on disk. */
export async function openWorker() {
  const script = await bundle(WORKER, 'iife', { '@': ROOT });
  const server = createServer(({ url }, response) => {
    const isScript = url === '/worker.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : '<!doctype html><title>Bench</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const profile = freshProfile();
  const context = await openBrowser({ profile, headless: true });
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  const worker = await page.evaluateHandle(() => new Worker('/worker.js'));

  return {
    /** Has the worker do something, and gives back what it measured. */
    async tell(order: Order): Promise<number[]> {
      const answer = await worker.evaluate(
        (own, data) =>
          new Promise<{ values?: number[]; error?: string }>((resolve) => {
            own.addEventListener('message', (event) => resolve(event.data), { once: true });
            own.addEventListener('error', (event) => resolve({ error: event.message }), { once: true });
            own.postMessage(data);
          }),
        order,
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

export type BenchWorker = Awaited<ReturnType<typeof openWorker>>;
