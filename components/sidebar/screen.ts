import type { BackgroundState } from '@/components/background/background-state';
import type { AccountView } from '@/lib/auth/model';
import type { ChatRef } from '@/lib/chats/model';
import type { WireError } from '@/lib/limits/model';
import type { PageState } from './page-link';

/** Everything the sidebar can be showing. */
export type Screen =
  | { is: 'loading' }
  | { is: 'failed'; error: WireError }
  | { is: 'locked'; due: number }
  | { is: 'firstRun' }
  | { is: 'signedOut'; account: AccountView }
  | { is: 'otherAccount'; account: number }
  | { is: 'noChat' }
  | { is: 'unknownChat' }
  | { is: 'chat'; chat: ChatRef; account: AccountView };

export interface ScreenInput {
  background: BackgroundState;
  page: PageState;
  /** The tab followed: undefined until the background said which, null where there is no Telegram tab. */
  tab: number | null | undefined;
  /** Accounts that were signed out elsewhere and whose owner chose to go on without them. */
  workingOffline: ReadonlySet<number>;
}

/** Which of them it is. A chat is shown only for an account that Tez knows, and only when the page is sure of it. */
export function chooseScreen({ background, page, tab, workingOffline }: ScreenInput): Screen {
  if (background.is === 'loading') return { is: 'loading' };
  if (background.is === 'failed') return background;
  if (background.is === 'locked') return { is: 'locked', due: background.vault.due };
  const { accounts, consentedAt } = background.auth;
  if (consentedAt === null || accounts.length === 0) return { is: 'firstRun' };

  const { chat: report } = page;
  const own = report && accounts.find(({ id }) => id === report.account);
  if (report && report.account !== null && !own) return { is: 'otherAccount', account: report.account };
  const concerned = own ?? (accounts.length === 1 ? accounts[0] : undefined);
  if (concerned?.connection.is === 'signedOut' && !workingOffline.has(concerned.id))
    return { is: 'signedOut', account: concerned };

  if (!report) return { is: tab === null ? 'noChat' : 'loading' };
  if (report.chat.kind === 'none') return { is: 'noChat' };
  if (report.chat.kind === 'unknown' || !own) return { is: 'unknownChat' };
  const { peer, topic } = report.chat;
  return { is: 'chat', account: own, chat: { account: own.id, peer, ...(topic !== undefined && { topic }) } };
}

/** The chat whose card may be asked for before anything else is known: only the page has to be sure of it. */
export function reportedChat({ chat: report }: PageState): ChatRef | null {
  if (!report || report.account === null || report.chat.kind !== 'chat') return null;
  const { peer, topic } = report.chat;
  return { account: report.account, peer, ...(topic !== undefined && { topic }) };
}
