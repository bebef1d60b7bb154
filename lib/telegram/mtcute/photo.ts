import type { tl } from '@mtcute/core';
import { peerKind } from '@/lib/chats/model';
import { rawGroup, rawUser } from './chats';
import type { Peers } from './peers';
import { rpcText } from './rpc-error';
import type { Session } from './session';

/** Bytes in one request; a small profile photo is far below. https://core.telegram.org/api/files#downloading-files */
const PART = 131_072;
const MOST_PARTS = 8;

/** The small profile photo, as Telegram keeps it, or null where there is none to be seen. */
export async function photo(session: Session, peers: Peers, peer: number): Promise<Uint8Array | null> {
  const isUser = peerKind(peer) === 'user';
  const { photo } = await (isUser ? rawUser(session, peers, peer) : rawGroup(session, peers, peer));
  if (photo?._ !== 'userProfilePhoto' && photo?._ !== 'chatPhoto') return null;
  const location: tl.TypeInputFileLocation = {
    _: 'inputPeerPhotoFileLocation',
    peer: await peers.input(peer),
    photoId: photo.photoId,
  };
  return download(session, location, photo.dcId);
}

async function download(session: Session, location: tl.TypeInputFileLocation, dc: number): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = [];
  let place = dc;
  while (parts.length < MOST_PARTS) {
    try {
      const file = await getPart(session, location, place, parts.length * PART);
      if (file._ !== 'upload.file') return null;
      parts.push(file.bytes);
      if (file.bytes.length < PART) break;
    } catch (error) {
      const moved = /^FILE_MIGRATE_(\d+)$/.exec(rpcText(error) ?? '')?.[1];
      if (!moved || Number(moved) === place) throw error;
      place = Number(moved);
    }
  }
  return joined(parts);
}

async function getPart(session: Session, location: tl.TypeInputFileLocation, dc: number, offset: number) {
  return session.call({ _: 'upload.getFile', location, offset, limit: PART }, { dc, kind: 'downloadSmall' });
}

function joined(parts: Uint8Array[]): Uint8Array | null {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole.length ? whole : null;
}
