import type { Ask } from '@/components/background/ask';
import type { InputOf } from '@/lib/bus/contract';
import type { ChatRef } from '@/lib/chats/model';
import type { ExportLine, Gap } from '@/lib/export/model';
import { TezError } from '@/lib/limits/model';
import { type MessagesPage, messageNames, messagesByIds, messagesPage } from '@/lib/messages/contract';
import type { Message } from '@/lib/messages/model';
import { placeKey, placesIn } from './conversation-model';
import { lineOf } from './export-lines';

/** The most that one answer holds. */
const MOST = 200;

export interface Reading {
  ask: Ask;
  chat: ChatRef;
  /** UTC ms; null: from the first that is kept. */
  from: number | null;
  /** UTC ms of the first moment that is not asked for. */
  to: number;
  /** Names that are known already. */
  names: ReadonlyMap<string, string>;
  signal: AbortSignal;
}

export interface Part {
  lines: ExportLine[];
  /** Where messages are known to lack hereabouts, in order. */
  gaps: Gap[];
}

/**
 * The kept messages of a span, so many at a time. Never what is only shown: view-once and protected ones.
 * @throws TezError `notFound`: nothing is kept any more; else what the background decided
 */
export async function* readParts({ ask, chat, from, to, names: known, signal }: Reading): AsyncGenerator<Part> {
  const names = new Map(known);

  async function page(at: InputOf<typeof messagesPage>['at'], limit: number): Promise<MessagesPage> {
    const answer = await ask(messagesPage, { chat, at, limit });
    signal.throwIfAborted();
    if (answer.keep !== 'full' || answer.live) throw new TezError('notFound');
    return answer;
  }

  /** An id below which everything is older than `since`. Ids ascend with time. */
  async function before(since: number): Promise<number> {
    let low = 0;
    let high = (await page({ is: 'newest' }, 1)).messages.at(-1)?.id ?? 0;
    while (high - low > MOST) {
      const middle = Math.floor((low + high) / 2);
      const next = (await page({ is: 'after', id: middle }, 1)).messages.find(({ id }) => id > middle);
      if (next && next.date < since) low = next.id;
      else high = middle;
    }
    return low;
  }

  async function learnNames(messages: readonly Message[]): Promise<void> {
    const unknown = new Map(
      messages
        .flatMap((message) => placesIn(message, chat))
        .filter((place) => !names.has(placeKey(place)))
        .map((place) => [placeKey(place), place]),
    );
    const places = [...unknown.values()];
    for (let i = 0; i < places.length; i += MOST) {
      const of = places.slice(i, i + MOST);
      const found = await ask(messageNames, { account: chat.account, of });
      of.forEach((place, at) => {
        names.set(placeKey(place), found[at] ?? '');
      });
    }
  }

  async function answeredBy(messages: readonly Message[], near: readonly Message[]): Promise<Map<number, Message>> {
    const byId = new Map(near.map((message) => [message.id, message]));
    const wanted = messages.flatMap(({ replyTo }) => (replyTo && replyTo.peer === undefined ? [replyTo.id] : []));
    const ids = [...new Set(wanted)].filter((id) => !byId.has(id));
    const others = ids.length > 0 ? await ask(messagesByIds, { chat, ids }) : [];
    return new Map([...byId, ...others.map((message) => [message.id, message] as const)]);
  }

  /** When the messages were sent that lack between these ids, by those that are here around them. */
  function gapOf(span: MessagesPage['missing'][number], messages: readonly Message[], hasNewer: boolean): Gap[] {
    const low = messages.filter(({ id }) => id <= span.after).at(-1)?.date ?? earlier;
    const high = messages.find(({ id }) => id >= span.before) ?? (hasNewer ? messages.at(-1) : undefined);
    const gap = {
      from: low === null ? from : Math.max(low, from ?? low),
      to: Math.min(high?.date ?? to - 1, to - 1),
    };
    return gap.to < (gap.from ?? 0) ? [] : [gap];
  }

  /** When the last message of the part before was sent. */
  let earlier: number | null = null;
  for (let after = from === null ? 0 : await before(from); ; ) {
    const { messages, hasNewer, missing } = await page({ is: 'after', id: after }, MOST);
    const kept = messages.filter(({ fleeting }) => !fleeting);
    const wanted = kept.filter(({ date }) => date >= (from ?? 0) && date < to);
    const answered = await answeredBy(wanted, kept);
    await learnNames([...wanted, ...answered.values()]);
    signal.throwIfAborted();
    const gaps = [...missing].sort((a, b) => a.after - b.after).flatMap((span) => gapOf(span, messages, hasNewer));
    yield { lines: wanted.map((message) => lineOf(message, names, answered)), gaps };
    const last = messages.at(-1);
    if (!hasNewer || !last || last.id <= after || last.date >= to) return;
    after = last.id;
    earlier = last.date;
  }
}
