import { type ChatLink, type ChatRef, parseChatKey } from '@/lib/chats/model';
import type { DealView } from '@/lib/deals/contract';
import type { Deal } from '@/lib/deals/model';
import { tiedTo } from '@/lib/store/index-fields';
import type { Records } from '@/lib/store/records';

/** Deals by id with their chats, in board order; ids of removed deals are passed over. */
export async function dealViews(records: Records, ids: readonly string[]): Promise<DealView[]> {
  const deals = (await records.getMany<Deal>('deals', ids)).filter((deal) => deal !== undefined);
  const views = await Promise.all(deals.map(async (deal) => ({ ...deal, chats: await chatsOf(records, deal.id) })));
  return views.sort(byOrder);
}

/** Board order. */
export function byOrder(a: Deal, b: Deal): number {
  return a.order < b.order ? -1 : a.order > b.order ? 1 : 0;
}

async function chatsOf(records: Records, deal: string): Promise<ChatRef[]> {
  const links = await records.where<ChatLink>('chatLinks', 'target', tiedTo({ deal }));
  return links.map((link) => parseChatKey(link.chat));
}
