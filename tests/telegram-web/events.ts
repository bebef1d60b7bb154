/**
 * The local Telegram's events for one account, kept in order so that pages can ask "what came after n". A page at
 * web.telegram.org cannot hold a stream to 127.0.0.1, so it asks again and again, each question waiting for an answer.
 */
import type { Change } from './page/feed';

const HOLD_MS = 20_000;

export interface Events {
  /** Changes after a place in the sequence; null for the present place. Waits up to 20 s for the first. */
  after(place: number | null): Promise<{ next: number; changes: Change[] }>;
}

export function followEvents(url: string, read: (data: string) => Change | null, signal: AbortSignal): Events {
  const changes: Change[] = [];
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const resolve of waiting) resolve();
    waiting.clear();
  };
  signal.addEventListener('abort', wake);
  const connected = listen();

  async function listen(): Promise<void> {
    const response = await fetch(url, { headers: { accept: 'text/event-stream' }, signal });
    if (!response.ok || !response.body) throw new Error(`The local Telegram answered ${response.status} to ${url}.`);
    // From here on every event is seen; reading them is not waited for.
    void pump(response.body.getReader()).catch(() => {});
  }

  async function pump(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let rest = '';
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      rest += decoder.decode(value, { stream: true });
      const events = rest.split('\n\n');
      rest = events.pop() ?? '';
      for (const event of events) take(event);
    }
  }

  function take(event: string): void {
    const data = event
      .split('\n')
      .filter((line) => line.startsWith('data:'))
      .map((line) => line.slice(5).trim())
      .join('\n');
    const change = data && read(data);
    if (!change) return;
    changes.push(change);
    wake();
  }

  return {
    async after(place) {
      await connected;
      if (place === null) return { next: changes.length, changes: [] };
      if (changes.length <= place && !signal.aborted) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, HOLD_MS);
          timer.unref();
          waiting.add(() => {
            clearTimeout(timer);
            resolve();
          });
        });
      }
      return { next: changes.length, changes: changes.slice(place) };
    },
  };
}
