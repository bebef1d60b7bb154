import type { ITelegramStorageProvider } from '@mtcute/core';
import type { SessionRows } from './rows';

type Peers = ITelegramStorageProvider['peers'];
type PeerInfo = Exclude<Awaited<ReturnType<Peers['getById']>>, null>;

const PEER = 'peer:';
const REF = 'ref:';
const utf8 = new TextEncoder();

/**
 * What Telegram told of users and chats, with the access hashes that are needed to ask for them again. An answer that
 * changes nothing is not written.
 */
export function peersRepository(rows: SessionRows): Peers {
  const read = async (id: number) => {
    const row = await rows.get(PEER + id);
    return row && unpack(row);
  };
  return {
    async store(peer) {
      const old = await read(peer.id);
      // "Min" constructors lack most fields and their hash is good for photos only: they never replace a full one.
      // https://core.telegram.org/api/min
      if (old && peer.isMin && !old.isMin) return;
      if (old && old.isMin === peer.isMin && sameBytes(old.complete, peer.complete)) return;
      rows.set(PEER + peer.id, pack(peer));
    },
    getById: read,
    // Tez asks by id alone.
    getByUsername: () => null,
    getByPhone: () => null,
    async deleteAll() {
      for (const key of rows.keys(PEER)) rows.set(key, null);
    },
  };
}

/** Where a person without an access hash was last seen writing, which also serves to ask for them. */
export function refMessagesRepository(rows: SessionRows): ITelegramStorageProvider['refMessages'] {
  return {
    async store(peerId, chatId, msgId) {
      // One place is enough; writing each would cost a row for every message of a busy group.
      if ((await rows.get(REF + peerId)) || isKnown(await rows.get(PEER + peerId))) return;
      rows.set(REF + peerId, utf8.encode(JSON.stringify([chatId, msgId])));
    },
    async getByPeer(peerId) {
      const row = await rows.get(REF + peerId);
      return row && (JSON.parse(new TextDecoder().decode(row)) as [number, number]);
    },
    // A place that is gone makes Telegram answer MSG_ID_INVALID, and the person unavailable until seen again.
    delete: () => {},
    async deleteByPeer(peerId) {
      if (await rows.get(REF + peerId)) rows.set(REF + peerId, null);
    },
    async deleteAll() {
      for (const key of rows.keys(REF)) rows.set(key, null);
    },
  };
}

function isKnown(row: Uint8Array | null): boolean {
  return row !== null && !unpack(row).isMin;
}

/** [length of head: uint32][head: JSON][the TL object as Telegram sent it] */
function pack({ complete, ...head }: PeerInfo): Uint8Array {
  const json = utf8.encode(JSON.stringify(head));
  const packed = new Uint8Array(4 + json.length + complete.length);
  new DataView(packed.buffer).setUint32(0, json.length);
  packed.set(json, 4);
  packed.set(complete, 4 + json.length);
  return packed;
}

function unpack(packed: Uint8Array): PeerInfo {
  const length = new DataView(packed.buffer, packed.byteOffset).getUint32(0);
  const head = JSON.parse(new TextDecoder().decode(packed.subarray(4, 4 + length))) as Omit<PeerInfo, 'complete'>;
  return { ...head, complete: packed.subarray(4 + length) };
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
