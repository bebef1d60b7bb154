import type { Message } from '@/lib/messages/model';
import { salesTalk } from '../sales-talk';

/** As many messages as one answer of Telegram has. */
export const ANSWER = 100;
export const FIRST_PEER = 1000;

/** Messages of every chat as Telegram would answer them: JSON of a hundred at a time, newest first. */
export interface History {
  peers: number[];
  /** The answer that ends below this id; `null`: the newest. Empty where there is none. */
  answer(peer: number, before: number | null): string;
  /** All answers, in the order in which an import asks for them. */
  all(): string[];
  count(peer: number): number;
}

/** `count` messages in so many chats, the last of them an hour before `now` (UTC ms). Ids rise within the account. */
export function makeHistory(count: number, chats: number, now: number): History {
  const peers = Array.from({ length: chats }, (_, i) => FIRST_PEER + i);
  const byPeer = new Map<number, Message[]>(peers.map((peer) => [peer, []]));
  const spread = 60 * 86_400_000;
  let id = 0;
  for (const { text, out } of salesTalk(count)) {
    const peer = FIRST_PEER + (id % chats);
    id += 1;
    const date = now - 3_600_000 - Math.floor((spread * (count - id)) / count / 1000) * 1000;
    const base = { kind: 'text', mentioned: false, silent: false } as const;
    byPeer.get(peer)?.push({ id, peer, from: out ? 1 : peer, out, date, text, ...base });
  }
  const answers = new Map<number, { ends: number[]; texts: string[] }>();
  for (const [peer, messages] of byPeer) {
    const newestFirst = [...messages].reverse();
    const texts: string[] = [];
    const ends: number[] = [];
    for (let i = 0; i < newestFirst.length; i += ANSWER) {
      const part = newestFirst.slice(i, i + ANSWER);
      ends.push(part[0]?.id ?? 0);
      texts.push(JSON.stringify(part));
    }
    answers.set(peer, { ends, texts });
  }
  return {
    peers,
    answer(peer, before) {
      const { ends = [], texts = [] } = answers.get(peer) ?? {};
      const at = before === null ? 0 : ends.findIndex((end) => end < before);
      return texts[at] ?? '[]';
    },
    all: () => [...answers.values()].flatMap(({ texts }) => texts),
    count: (peer) => byPeer.get(peer)?.length ?? 0,
  };
}
