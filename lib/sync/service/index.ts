import { type Handler, handle } from '@/lib/bus/router';
import type { Contact } from '@/lib/contacts/model';
import { CHAT_LIST_TOP } from '@/lib/telegram/port/lists';
import * as contract from '../contract';
import { answerReview, openReviews } from './reviews';
import { createRunner, type RunDeps } from './run';
import { optionsEdit, readOptions } from './settings';
import { type TrackDeps, trackChats } from './track';
import { linksByPeer } from './world';

export type SyncDeps = TrackDeps & RunDeps;

/** The commands of lib/sync/contract.ts. */
export function syncHandlers(deps: SyncDeps): Handler[] {
  const { records } = deps;
  const runner = createRunner(deps);
  const underWay = new Map<string, Promise<contract.Tracked>>();

  /** A press that is given again while it is carried out waits for the first. */
  function once(key: string, work: () => Promise<contract.Tracked>): Promise<contract.Tracked> {
    const running = underWay.get(key) ?? work().finally(() => underWay.delete(key));
    underWay.set(key, running);
    return running;
  }

  return [
    handle(contract.offered, async () => {
      const { answered } = await readOptions(records);
      if (answered) return false;
      const tables = ['chatLinks', 'deals', 'contacts'] as const;
      const counts = await Promise.all(tables.map((table) => records.db.sealed(table).count()));
      return counts.every((count) => count === 0);
    }),
    handle(contract.startEmpty, async () => {
      await deps.log.commit(async () => [await optionsEdit(records, { answered: true })]);
    }),
    handle(contract.chatPage, async ({ account, from }) => {
      const port = await deps.port(account);
      const page = await port.chatList(from ?? CHAT_LIST_TOP);
      const links = await linksByPeer(records, account);
      const chats = page.chats.filter(({ kind, deleted }) => kind !== 'service' && kind !== 'saved' && !deleted);
      return {
        ...page,
        chats: chats.map(({ hasPhoto: _, phone: __, lastSeen: ___, ...chat }) => ({
          ...chat,
          tracked: links.has(chat.peer),
        })),
      };
    }),
    handle(contract.folderList, async ({ account }) => (await deps.port(account)).folders()),
    handle(contract.trackedPeers, async ({ account }) => [...(await linksByPeer(records, account)).keys()]),
    handle(contract.newInBook, async ({ account }) => {
      const book = await (await deps.port(account)).addressBook('');
      const known = new Set((await records.all<Contact>('contacts')).flatMap(({ telegram }) => telegram));
      return (book?.people ?? []).flatMap(({ peer, kind, deleted }) =>
        kind === 'user' && !deleted && !known.has(peer) ? [peer] : [],
      );
    }),
    handle(contract.track, (input) => once(input.key, () => trackChats(deps, input))),
    handle(contract.syncState, ({ account }) => runner.state(account)),
    handle(contract.syncNow, ({ account }) => runner.begin(account)),
    handle(contract.resumeSyncs, () => runner.resume()),
    handle(contract.syncOptions, () => readOptions(records)),
    handle(contract.setSyncOptions, async (set) => {
      await deps.log.commit(async () => [await optionsEdit(records, set)]);
      if (set.every !== undefined) await runner.reschedule();
      return readOptions(records);
    }),
    handle(contract.reviews, () => openReviews(records)),
    handle(contract.answerReview, async ({ id, as }) => ({ undo: await answerReview(deps, id, as) })),
  ];
}
