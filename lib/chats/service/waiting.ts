import type { WaitingRow } from '@/lib/chats/contract';
import { type ChatLink, parseChatKey } from '@/lib/chats/model';
import type { DealView } from '@/lib/deals/contract';
import type { ChatState } from '@/lib/messages/model';
import type { CardDeps } from './card';
import { titleOf } from './title';

/** Tracked chats that wait for us, longest first: how many, and the first `limit` of them. */
export async function readWaiting(
  { records, profiles, dealViews }: CardDeps,
  limit: number,
): Promise<{ total: number; rows: WaitingRow[] }> {
  // A chat whose links were undone keeps its state, but waits for nobody.
  const tracked = new Set(await records.db.sealed('chatLinks').orderBy('whole').uniqueKeys());
  const waiting = (await records.all<ChatState>('chats'))
    .flatMap(({ account, peer, waitingSince: since }) =>
      since === null ? [] : [{ whole: `${account}:${peer}`, since }],
    )
    .filter(({ whole }) => tracked.has(whole))
    .sort((a, b) => a.since - b.since);
  const rows: WaitingRow[] = [];
  for (const { whole, since } of waiting.slice(0, limit)) {
    const links = await records.where<ChatLink>('chatLinks', 'whole', whole);
    const [first] = links;
    if (!first) continue;
    const chat = parseChatKey(first.chat);
    const title = await titleOf(records, profiles, chat, links);
    const value = largest(await dealViews(links.flatMap(({ to }) => ('deal' in to ? [to.deal] : []))));
    rows.push({ chat, title, since, value });
  }
  return { total: waiting.length, rows };
}

function largest(deals: readonly DealView[]): DealView['value'] {
  return deals.reduce<DealView['value']>(
    (best, { value }) => (value && value.minor > (best?.minor ?? 0) ? value : best),
    null,
  );
}
