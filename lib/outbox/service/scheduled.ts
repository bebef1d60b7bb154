import { type Handler, handle } from '@/lib/bus/router';
import { type ChatRef, chatKey } from '@/lib/chats/model';
import { TezError } from '@/lib/limits/model';
import * as contract from '@/lib/outbox/contract';
import { onlyWith, takenBack } from '@/lib/outbox/due';
import type { OutboxItem } from '@/lib/outbox/model';
import { LONGEST, lengthOf, slice } from '@/lib/outbox/text';
import type { TelegramPort } from '@/lib/telegram/port';
import type { OutboxStore } from './store';

export interface ScheduledDeps {
  store: OutboxStore;
  port: (account: number) => Promise<TelegramPort>;
  now: () => number;
  announce: (topics: string[]) => void;
  audit: (what: string, chat: string) => Promise<void>;
}

/**
 * The list of what waits on Telegram's server, from whichever device. It can be seen and changed with a connection only,
 * so these ask Telegram at once and say what it answers.
 */
export function scheduledHandlers({ store, port, now, announce, audit }: ScheduledDeps): Handler[] {
  function itemOf(chat: ChatRef, id: number): OutboxItem | undefined {
    const here = store.all().filter((it) => it.state === 'scheduled' && it.chat.account === chat.account);
    return here.find((it) => it.chat.peer === chat.peer && it.messageIds?.includes(id));
  }

  const changed = (chat: ChatRef) => announce(['outbox', `outbox:${chatKey(chat)}`]);

  return [
    handle(contract.scheduled, async ({ chat }) => {
      const waiting = await (await port(chat.account)).scheduled(chat.peer);
      return waiting
        .filter(({ topic }) => chat.topic === undefined || topic === chat.topic)
        .map((message) => ({ message, unlessAnswered: itemOf(chat, message.id)?.unlessAnswered !== undefined }));
    }),

    handle(contract.reschedule, async ({ chat, id, at, text }) => {
      if (text && lengthOf(text.text) > LONGEST.text) throw new TezError('messageTooLong');
      if (text && lengthOf(text.text) === 0) throw new TezError('invalidInput');
      if (at !== undefined && at <= now()) throw new TezError('scheduleInvalid');
      const telegram = await port(chat.account);
      const waiting = (await telegram.scheduled(chat.peer)).find((message) => message.id === id);
      if (!waiting) throw new TezError('notFound');
      const words = text && slice(text, 0, text.text.length);
      const when = at ?? waiting.date;
      await telegram
        .edit(chat.peer, id, { ...(words ? { text: words } : {}), scheduled: { at: when } })
        .catch((error) => {
          // It is so already.
          if (TezError.from(error).kind !== 'notModified') throw error;
        });
      const item = itemOf(chat, id);
      if (item) await store.change(item.id, (it) => (it.state === 'scheduled' ? { ...it, scheduleAt: when } : it));
      await audit('rescheduled', chatKey(chat));
      changed(chat);
    }),

    handle(contract.unschedule, async ({ chat, id }) => {
      const telegram = await port(chat.account);
      const item = itemOf(chat, id);
      const ids = together(item, id);
      if (item && ids.length === item.messageIds?.length) {
        await store.change(item.id, (it) => ({ ...it, takingBack: 'asked' }));
      }
      await telegram.deleteScheduled(chat.peer, ids);
      if (item) await store.change(item.id, (it) => without(it, ids, now()));
      await audit('unscheduled', chatKey(chat));
      changed(chat);
    }),

    handle(contract.sendNow, async ({ chat, id }) => {
      const telegram = await port(chat.account);
      const item = itemOf(chat, id);
      const setTo = async (at: number | undefined): Promise<void> => {
        if (!item || at === undefined) return;
        await store.change(item.id, (it) => (it.state === 'scheduled' ? { ...it, scheduleAt: at } : it));
      };
      // Stored before: should the worker die in between, one that is gone is looked for where it would be now.
      await setTo(now());
      await telegram.sendScheduled(chat.peer, together(item, id)).catch(async (error) => {
        await setTo(item?.scheduleAt);
        throw error;
      });
      await audit('sent', chatKey(chat));
      changed(chat);
    }),
  ];
}

/** An album goes, or is taken back, as one; of other things sent together each stands for itself. */
function together(item: OutboxItem | undefined, id: number): number[] {
  return item?.act.is === 'album' ? [...(item.messageIds ?? [id])] : [id];
}

/** Taken back by the person's own hand, all of it or some. */
function without(item: OutboxItem, ids: readonly number[], now: number): OutboxItem {
  const left = item.messageIds?.filter((id) => !ids.includes(id)) ?? [];
  if (item.state !== 'scheduled') return item;
  return left.length > 0 ? onlyWith(item, left) : takenBack({ ...item, takingBack: 'asked' }, now);
}
