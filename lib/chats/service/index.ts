import { type Handler, handle } from '@/lib/bus/router';
import * as contract from '@/lib/chats/contract';
import { type ChatLink, type ChatRef, parseChatKey } from '@/lib/chats/model';
import type { Contact } from '@/lib/contacts/model';
import type { DealView } from '@/lib/deals/contract';
import { TezError } from '@/lib/limits/model';
import type { ChatState } from '@/lib/messages/model';
import type { ChangeLog } from '@/lib/store/changes';
import type { Records } from '@/lib/store/records';
import { type CardDeps, readCard } from './card';
import type { Profiles } from './profiles';
import type { BrowserTabs, Tabs } from './tabs';
import type { Tracking } from './track';

export interface ChatDeps extends CardDeps {
  records: Records;
  profiles: Profiles;
  log: ChangeLog;
  tabs: Tabs;
  browser: Pick<BrowserTabs, 'ask'> & { activeTab(window: number | undefined): Promise<number | null> };
  planTracking: (chat: ChatRef) => Promise<Tracking>;
  /** A chat became tracked: its past must be looked at. */
  onTracked: (account: number) => void;
}

/** The commands of lib/chats/contract.ts. */
export function chatHandlers(deps: ChatDeps): Handler[] {
  return [
    handle(contract.chatCard, ({ chat }) => readCard(deps, chat)),
    handle(contract.addContact, async ({ chat }) => {
      const { edits } = await deps.planTracking(chat);
      if (edits.length === 0) throw new TezError('invalidInput');
      const undo = await deps.log.commit(edits);
      deps.onTracked(chat.account);
      return { undo };
    }),
    handle(contract.openChat, ({ chat }) => deps.tabs.openChat(chat)),
    handle(contract.startSidebar, async ({ window }, { tab }) => {
      const own = tab ?? (await deps.browser.activeTab(window));
      if (own !== null) await deps.browser.ask(own, { tez: 'page.hello' });
      return { tab: own };
    }),
    handle(contract.collapseSidebar, async ({ collapsed }, { tab }) => {
      if (tab !== null) await deps.browser.ask(tab, { tez: 'page.collapse', collapsed });
    }),
    handle(contract.waitingChats, ({ limit }) => waiting(deps, limit)),
  ];
}

async function waiting({ records, profiles, dealViews }: ChatDeps, limit: number) {
  const states = (await records.all<ChatState>('chats')).filter((state) => state.waitingSince !== null);
  states.sort((a, b) => (a.waitingSince ?? 0) - (b.waitingSince ?? 0));
  const rows: contract.WaitingRow[] = [];
  for (const { account, peer, waitingSince } of states.slice(0, limit)) {
    const links = await records.where<ChatLink>('chatLinks', 'whole', `${account}:${peer}`);
    const [first] = links;
    if (!first) continue;
    const chat = parseChatKey(first.chat);
    rows.push({
      chat,
      title: await titleOf(records, profiles, chat, links),
      since: waitingSince ?? 0,
      value: largest(await dealViews(links.flatMap(({ to }) => ('deal' in to ? [to.deal] : [])))),
    });
  }
  return { total: states.length, rows };
}

/** The contact's name, or what Telegram called the chat when it was last seen. */
export async function titleOf(
  records: Records,
  profiles: Profiles,
  chat: ChatRef,
  links: readonly ChatLink[],
): Promise<string> {
  const id = links.flatMap(({ to }) => ('contact' in to ? [to.contact] : []))[0];
  const contact = id ? await records.get<Contact>('contacts', id) : undefined;
  return contact?.name ?? (await profiles.peek(chat))?.chat.title ?? '';
}

function largest(deals: readonly DealView[]): DealView['value'] {
  return deals.reduce<DealView['value']>(
    (best, { value }) => (value && value.minor > (best?.minor ?? 0) ? value : best),
    null,
  );
}
