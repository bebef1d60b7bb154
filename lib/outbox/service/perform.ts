import type { TelegramFile } from '@/lib/files/model';
import { TezError } from '@/lib/limits/model';
import type { Message } from '@/lib/messages/model';
import { findSent } from '@/lib/outbox/found';
import type { Found, OutboxItem, OutgoingFile } from '@/lib/outbox/model';
import { contentsIn, withFiles } from '@/lib/outbox/renewal';
import type { TelegramPort } from '@/lib/telegram/port';

/** How far back a message of ours is looked for. */
const NEWEST = 100;

/**
 * Asks Telegram to do what an item says, once. Resolves to the ids of its messages; null where Telegram had it before, or
 * where there are none to tell. @throws TezError, {@link Lacking}
 */
export async function perform(port: TelegramPort, item: OutboxItem): Promise<number[] | null> {
  try {
    return await attempt(port, item);
  } catch (error) {
    if (TezError.from(error).kind !== 'fileExpired') throw error;
    return attempt(port, await withFreshFiles(port, item));
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

/** Telegram has files of an item no more: those in these places. */
export class Lacking extends TezError {
  constructor(readonly places: readonly number[]) {
    super('fileGone');
  }
}

/** The same with references that Telegram gives now. @throws Lacking where the messages that had the files are gone */
async function withFreshFiles(port: TelegramPort, item: OutboxItem): Promise<OutboxItem> {
  const contents = contentsIn(item.act);
  const seen = contents.flatMap((content) => (content.is === 'file' && content.seenIn ? [content.seenIn] : []));
  const found = new Map<string, TelegramFile>();
  for (const peer of new Set(seen.map((it) => it.peer))) {
    const ids = seen.filter((it) => it.peer === peer).map(({ id }) => id);
    for (const { media } of await messagesOf(port, peer, ids)) {
      if (media?.is === 'file') found.set(media.file.at.id, media.file);
    }
  }
  const places = contents.flatMap((content, n) => (content.is === 'file' && !found.has(content.file.at.id) ? [n] : []));
  if (places.length > 0) throw new Lacking(places);
  const fresh = (content: OutgoingFile): OutgoingFile =>
    content.is === 'file' ? { ...content, file: found.get(content.file.at.id) ?? content.file } : content;
  return { ...item, act: withFiles(item.act, fresh) };
}

/** A chat that is gone has no messages. */
async function messagesOf(port: TelegramPort, peer: number, ids: readonly number[]): Promise<Message[]> {
  try {
    return await port.messages(peer, ids);
  } catch (error) {
    const { kind } = TezError.from(error);
    if (kind !== 'chatUnavailable' && kind !== 'notFound') throw error;
    return [];
  }
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

/** Pages of a chat that are looked through for what came due. */
const PAGES = 5;
/** Telegram sends what is due within seconds. */
const MINUTE = 60_000;

/**
 * Looks in the chat for what was scheduled and came due. Resolves to its ids; null: it is not there; undefined: so much was
 * written since that it cannot be told. @throws TezError
 */
export async function locateDue(
  port: TelegramPort,
  item: OutboxItem,
  taken: ReadonlySet<number>,
): Promise<number[] | null | undefined> {
  const { act, chat, scheduleAt = 0 } = item;
  const sources = act.is === 'forward' ? await port.messages(act.from, act.ids) : [];
  const topic = chat.topic === undefined ? {} : { topic: chat.topic };
  const seen: Message[] = [];
  for (let page = 0; page < PAGES; page += 1) {
    const before = seen.at(-1)?.id;
    const older = await port.history(chat.peer, {
      limit: NEWEST,
      ...topic,
      ...(before === undefined ? {} : { before }),
    });
    seen.push(...older);
    const ids = findSent(item, seen, { sources, taken, when: 'tried' });
    if (ids) return ids;
    const oldest = older.at(-1)?.date;
    if (oldest === undefined || oldest < scheduleAt - MINUTE) return null;
  }
  return undefined;
}
