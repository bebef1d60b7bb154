import { TezError } from '@/lib/limits/model';
import type { Message } from '@/lib/messages/model';
import { findSent } from '@/lib/outbox/found';
import type { Found, OutboxItem, OutgoingFile, SeenIn } from '@/lib/outbox/model';
import type { TelegramPort } from '@/lib/telegram/port';
import type { OutgoingContent } from '@/lib/telegram/port/messages';

/** How far back a message of ours is looked for. */
const NEWEST = 100;

/**
 * Asks Telegram to do what an item says, once. Resolves to the ids of its messages; null where Telegram had it before, or
 * where there are none to tell. @throws TezError
 */
export async function perform(port: TelegramPort, item: OutboxItem): Promise<number[] | null> {
  try {
    return await attempt(port, item);
  } catch (error) {
    const seenIn = item.act.is === 'message' || item.act.is === 'album' ? item.act.seenIn : undefined;
    if (TezError.from(error).kind !== 'fileExpired' || !seenIn) throw error;
    return attempt(port, await withFreshFiles(port, item, seenIn));
  }
}

async function attempt(port: TelegramPort, item: OutboxItem): Promise<number[] | null> {
  const { act, chat, randomIds, silent, scheduleAt } = item;
  const { peer, topic } = chat;
  const how = {
    ...(topic === undefined ? {} : { topic }),
    silent,
    ...(scheduleAt === undefined ? {} : { scheduleAt }),
  };
  switch (act.is) {
    case 'message': {
      const replyTo = act.replyTo === undefined ? {} : { replyTo: act.replyTo };
      const sent = await port.send({ peer, ...how, ...replyTo, randomId: first(randomIds), content: act.content });
      return sent && [sent.id];
    }
    case 'album': {
      const replyTo = act.replyTo === undefined ? {} : { replyTo: act.replyTo };
      const album = act.contents.map((content, i) => ({
        peer,
        ...how,
        ...replyTo,
        randomId: randomIds[i] ?? '',
        content,
      }));
      return idsOf(await port.sendAlbum(album));
    }
    case 'forward': {
      const { from, ids, withSender, withCaption } = act;
      return idsOf(await port.forward({ from, ids, to: peer, ...how, randomIds, withSender, withCaption }));
    }
    case 'edit':
      await port.edit(peer, act.id, { text: act.text });
      return null;
    case 'delete':
      await port.delete(peer, act.ids, { forAll: act.forAll });
      return null;
    case 'react':
      await port.react(peer, act.id, act.reactions);
      return null;
  }
}

function first(randomIds: readonly string[]): string {
  return randomIds[0] ?? '';
}

function idsOf(sent: readonly Message[] | null): number[] | null {
  return sent ? sent.map(({ id }) => id) : null;
}

/** The same with references that Telegram gives now, where the message that has the files is still there. */
async function withFreshFiles(port: TelegramPort, item: OutboxItem, { peer, id }: SeenIn): Promise<OutboxItem> {
  const [message] = await port.messages(peer, [id]);
  const around = message?.album ? await port.history(peer, { limit: 20, before: id + 10 }) : [];
  const seen = [message, ...around].flatMap((it) => (it?.media?.is === 'file' ? [it.media.file] : []));
  const fresh = <C extends OutgoingContent>(content: C): C => {
    if (content.is !== 'file') return content;
    const file = seen.find(({ at }) => at.id === content.file.at.id);
    if (!file) throw new TezError('fileExpired');
    return { ...content, file };
  };
  const { act } = item;
  if (act.is === 'message') return { ...item, act: { ...act, content: fresh(act.content) } };
  if (act.is !== 'album') return item;
  return { ...item, act: { ...act, contents: act.contents.map((content): OutgoingFile => fresh(content)) } };
}

/**
 * Looks among what Telegram has for what an item sent, or had it schedule. @throws TezError
 * @param taken ids that are other items'
 */
export async function locate(
  port: TelegramPort,
  item: OutboxItem,
  taken: ReadonlySet<number>,
  when: 'known' | 'tried',
): Promise<Found | null> {
  const { act, chat } = item;
  const sources = act.is === 'forward' ? await port.messages(act.from, act.ids) : [];
  if (item.scheduleAt !== undefined) {
    const waiting = findSent(item, await port.scheduled(chat.peer), { sources, taken, when });
    if (waiting) return { ids: waiting, waits: true };
  }
  const topic = chat.topic === undefined ? {} : { topic: chat.topic };
  const ids = findSent(item, await port.history(chat.peer, { limit: NEWEST, ...topic }), { sources, taken, when });
  return ids && { ids, waits: false };
}
