/** Client and server side by side: both reduced to the same plain words. */
import type { Message } from '@/lib/messages/model';
import type { LocalTelegram } from '@/tests/telegram';
import { account as findAccount } from '@/tests/telegram/world/refs';
import type { Message as ServerMessage } from '@/tests/telegram/world/types';
import { isOut } from '@/tests/telegram/world/world';
import type { Kept } from './kept';
import { CHATS, SELF } from './world';

type Plain = Record<string, unknown>;

function clientMessage(message: Message): Plain {
  const { id, text, out, from, kind, editDate, pinned, album, replyTo, forwarded, reactions = [], media } = message;
  return {
    id,
    text,
    out,
    from,
    isService: kind === 'service',
    edited: editDate === undefined ? undefined : editDate / 1000,
    date: message.date / 1000,
    pinned: pinned === true,
    album,
    replyTo: replyTo?.id,
    forwarded: forwarded?.from,
    reactions: reactions.map(({ emoji, count, own }) => `${emoji}${count}${own ? ' own' : ''}`).sort(),
    file: media?.is === 'file' ? media.file.at.id : undefined,
  };
}

function serverMessage(telegram: LocalTelegram, message: ServerMessage): Plain {
  const viewer = findAccount(telegram.world);
  const out = isOut(viewer, message);
  const counts = new Map<string, { count: number; own: boolean }>();
  for (const { emoji, from } of message.reactions ?? []) {
    const known = counts.get(emoji) ?? { count: 0, own: false };
    counts.set(emoji, { count: known.count + 1, own: known.own || from === SELF });
  }
  return {
    id: message.id,
    text: message.text,
    out,
    from: message.from,
    isService: message.action !== undefined,
    edited: message.editDate,
    date: message.date,
    pinned: message.pinned === true,
    album: message.album === undefined ? undefined : String(message.album),
    replyTo: message.replyTo,
    forwarded: message.forward?.from,
    reactions: [...counts].map(([emoji, { count, own }]) => `${emoji}${count}${own ? ' own' : ''}`).sort(),
    file: message.media?.kind === 'file' ? String(message.media.file.id) : undefined,
  };
}

/** Everything in which a client and the server differ, in words; nothing when they are the same. */
export function differences(kept: Kept, telegram: LocalTelegram): string[] {
  const viewer = findAccount(telegram.world);
  return CHATS.flatMap(({ peer, name }) => {
    const server = new Map(telegram.messagesOf({ chat: peer }).map((it) => [it.id, serverMessage(telegram, it)]));
    const client = new Map([...kept.of(peer).values()].map((it) => [it.id, clientMessage(it)]));
    const found = differ(`${name}:`, server, client);
    const waits = new Map((viewer.scheduled.get(peer) ?? []).map((it) => [it.id, serverMessage(telegram, it)]));
    const waiting = new Map([...kept.waiting(peer).values()].map((it) => [it.id, clientMessage(it)]));
    found.push(...differ(`${name}, scheduled:`, waits, waiting));
    const dialog = telegram.world.dialog(viewer, peer);
    const marks: [string, number, number][] = [
      ['read by us', dialog.readInbox, kept.readInbox.get(peer) ?? 0],
      ['read by them', dialog.readOutbox, kept.readOutbox.get(peer) ?? 0],
    ];
    for (const [what, here, there] of server.size === 0 ? [] : marks) {
      // Whoever writes has read what came before, and is not told so.
      const isLower = what === 'read by us' && there < here && isOwn(kept, peer, here);
      if (here !== there && !isLower) found.push(`${name}: ${what} up to ${here}, not ${there}`);
    }
    return found;
  });
}

function isOwn(kept: Kept, peer: number, id: number): boolean {
  return kept.of(peer).get(id)?.out !== false;
}

function differ(where: string, server: Map<number, Plain>, client: Map<number, Plain>): string[] {
  const found: string[] = [];
  for (const [id, message] of server) {
    const held = client.get(id);
    if (!held) found.push(`${where} ${id} is missing`);
    else if (JSON.stringify(held) !== JSON.stringify(message)) {
      found.push(`${where} ${id} is ${JSON.stringify(message)}, not ${JSON.stringify(held)}`);
    }
  }
  for (const id of client.keys()) if (!server.has(id)) found.push(`${where} ${id} is gone from the server`);
  return found;
}
