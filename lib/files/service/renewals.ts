import { uploadKindOf, uploadNameOf } from '@/lib/files/library';
import { begunAnew, lackingParts, type Shipment } from '@/lib/files/shipment';
import { partsOf, type StoredFile } from '@/lib/files/stored';
import type { OutboxItemView } from '@/lib/outbox/contract';
import type { RenewalWanted } from '@/lib/outbox/renewal';
import { fileOf } from './fresh';
import type { Shipments } from './shipments';
import type { FileStore } from './store';
import { MOST_HANDED, type UploadDeps, type Uploads } from './uploads';

export interface RenewalDeps extends Pick<UploadDeps, 'port' | 'now' | 'outbox' | 'randomId'> {
  store: FileStore;
  shipments: Shipments;
  uploads: Uploads;
}

/** Files that Telegram has no more go up again from the vault, for the item of the outbox that waits for them. */
export function createRenewals({ store, shipments, uploads, port, now, outbox, randomId }: RenewalDeps) {
  const own = () => shipments.all().filter(({ renews }) => renews);
  let checking: Promise<void> | null = null;

  async function wholeFile(account: number, id: string): Promise<StoredFile | null> {
    const has = ({ file, renewed }: StoredFile) => file.at.id === id || renewed?.file.at.id === id;
    const file = store.all().find((it) => it.account === account && it.state === 'here' && has(it));
    return file && (await store.parts(file.id)).size === partsOf(file.file.size) ? file : null;
  }

  /** Begins, or goes on; resolves to whether all of them are here. */
  async function renew({ id: item, chat, files }: RenewalWanted): Promise<boolean> {
    const id = item.replace('.', '_');
    const known = shipments.get(id);
    if (known && known.state !== 'handed') return true;
    const whole = await Promise.all(files.map(({ file }) => wholeFile(chat.account, file.at.id)));
    const here = whole.filter((it) => it !== null);
    if (here.length < files.length || here.length === 0) return false;
    if (known) await shipments.remove(id);
    await shipments.add({
      ...{ id, chat, caption: { text: '', entities: [] }, album: false, silent: false },
      files: here.map(({ id: from, file }) => ({
        ...{ name: uploadNameOf(file), mime: file.mime, size: file.size, as: uploadKindOf(file) },
        ...{ fileId: randomId(), given: [], from },
      })),
      ...{ state: 'waiting', createdAt: now(), handed: 0 },
      renews: { item, places: files.map(({ place }) => place) },
    });
    uploads.pump();
    return true;
  }

  async function check(): Promise<void> {
    for (const shipment of own()) {
      const { id, chat, files, state, handed, renews } = shipment;
      const item = (await outbox.items(chat)).find((it) => it.id === renews?.item);
      const lost = item?.state === 'failed' && item.error?.kind === 'uploadIncomplete';
      const given = state === 'handed' || files.every((file) => lackingParts(file).length === 0);
      const sent = item?.state === 'sent' || item?.state === 'read';
      if (given && sent) await remember(shipment, item);
      else if (lost && state === 'handed' && handed < MOST_HANDED) {
        await shipments.change(id, (it) => begunAnew(it, randomId));
        uploads.pump();
      } else if (!item || item.state === 'cancelled' || sent) {
        // Taken back, or there already by an earlier try.
        uploads.stop(id);
        await shipments.remove(id);
      }
    }
  }

  /** What Telegram has now is what the file is sent by from now on. */
  async function remember({ id, chat, files, renews }: Shipment, { act, messageIds }: OutboxItemView): Promise<void> {
    const { peer, topic, account } = chat;
    const count = act.is === 'album' ? act.contents.length : messageIds.length;
    // Telegram tells of an album's messages one by one.
    if (messageIds.length < count) return;
    const ids = renews?.places.map((place) => messageIds[place] ?? 0) ?? [];
    const messages = await (await port(account)).messages(
      peer,
      ids.filter((it) => it > 0),
    );
    for (const [n, { from = '' }] of files.entries()) {
      const message = messages.find((it) => it.id === ids[n]);
      if (message?.media?.is !== 'file' || message.fleeting) continue;
      const seenIn = { peer, message: message.id, ...(topic === undefined ? {} : { topic }) };
      const file = fileOf(message);
      await store.change(from, (it) => ({ ...it, renewed: { file, seenIn } }));
    }
    await shipments.remove(id);
  }

  return {
    renew,
    /** Kept files whose bytes are needed. */
    inUse: () => new Set(own().flatMap(({ files }) => files.map(({ from }) => from))),
    /** Something changed in the outbox, or an account can be asked again. What cannot be done now is done then. */
    async check(): Promise<void> {
      if (own().length === 0) return;
      checking = (checking ?? Promise.resolve()).then(check, check);
      await checking;
    },
  };
}
