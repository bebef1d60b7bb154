import type { OutputOf } from '@/lib/bus/contract';
import { type Handler, handle } from '@/lib/bus/router';
import type { ChatRef } from '@/lib/chats/model';
import * as contract from '@/lib/files/contract';
import { bytesHere, goesNow, SPARE, type StoredFile, storedId } from '@/lib/files/stored';
import { TezError } from '@/lib/limits/model';
import type { Keep } from '@/lib/messages/keeping';
import type { Message } from '@/lib/messages/model';
import type { Reader } from '@/lib/messages/service/late/read';
import { cancel, send, view } from '@/lib/outbox/contract';
import type { RenewalWanted } from '@/lib/outbox/renewal';
import type { Records } from '@/lib/store/records';
import { createDownloads } from './downloads';
import { fileOf } from './fresh';
import { createLists } from './lists';
import { sweepParts } from './parts';
import { createPictures } from './pictures';
import { createRenewals } from './renewals';
import { giveKept } from './send-kept';
import { isPicture, serveFile, servePicture } from './serve';
import { createShipments } from './shipments';
import { createFileStore } from './store';
import { isPut, takePart, uploadHandlers } from './upload-handlers';
import { createUploads, type UploadDeps } from './uploads';

export interface FileDeps extends Omit<UploadDeps, 'shipments' | 'outbox' | 'readKept'> {
  records: Records;
  /** Carries out a command of the outbox, by its name. @throws TezError */
  outbox: (name: string, input: unknown) => Promise<unknown>;
  renewed: UploadDeps['outbox']['renewed'];
  /** A message that is kept, or was heard lately. */
  messageOf: (chat: ChatRef, id: number) => Promise<Message | undefined>;
  reader: () => Reader;
  /** The newest message of a chat that is known here; null where none is. */
  newestOf: (chat: ChatRef) => Promise<number | null>;
  /** What is kept of a chat in Tez. */
  keepIn: (chat: ChatRef) => Promise<Keep>;
}

export interface Files {
  handlers: Handler[];
  /** Takes up what an earlier life of the worker left. Safe to call again. @throws TezError `locked` */
  resume(): Promise<void>;
  /** An account's connection is there. */
  connected(account: number): Promise<void>;
  /** Something changed in the outbox. */
  outboxChanged(): Promise<void>;
  /** Uploads again, from here, what Telegram has no more of an item of the outbox; resolves to whether that can be done. */
  renew(wanted: RenewalWanted): Promise<boolean>;
  /** Chats went out of the CRM, or less is kept of them: their files are to go. */
  tidy(): Promise<void>;
  /** Answers a page of ours that asks for `/file/…`. */
  serve(request: Request): Promise<Response>;
  /** Stops and forgets: Tez was locked, or is wiped. */
  forget(): void;
}

/** A use is written down no oftener than this, ms. */
const USE_EVERY = 60_000;

/** Files, and the commands of lib/files/contract.ts. */
export function createFiles(deps: FileDeps): Files {
  const { records, now, port } = deps;
  const store = createFileStore(deps);
  const downloads = createDownloads({ ...deps, store });
  const shipments = createShipments(deps);
  const outbox = outboxOf(deps);
  const uploads = createUploads({ ...deps, shipments, outbox, readKept: store.readPart });
  const renewals = createRenewals({ ...deps, store, shipments, uploads, outbox });
  const pictures = createPictures({ records, port, messageIn, isKept });
  const lists = createLists({ ...deps, isKept, onFound: pictures.know });
  let resumed: Promise<void> | null = null;

  async function ready(): Promise<void> {
    resumed ??= load();
    resumed.catch(() => {
      resumed = null;
    });
    await resumed;
  }

  async function load(): Promise<void> {
    await Promise.all([store.load(), shipments.load(), sweepParts(records)]);
  }

  async function resume(): Promise<void> {
    await ready();
    await Promise.all([sweep(), uploads.sweep()]);
    await uploads.outboxChanged();
    await renewals.check().catch(() => undefined);
    downloads.pump();
    uploads.pump();
  }

  async function sweep(): Promise<void> {
    const used = renewals.inUse();
    const idle = store.all().filter(({ id }) => !used.has(id));
    await store.remove(goesNow(idle, now()).map(({ id }) => id));
  }

  async function isKept(chat: ChatRef): Promise<boolean> {
    return (await deps.keepIn(chat)) === 'full';
  }

  async function messageIn(chat: ChatRef, id: number): Promise<Message> {
    const known = await deps.messageOf(chat, id);
    if (known?.media) return known;
    const [asked] = await (await port(chat.account)).messages(chat.peer, [id]);
    if (!asked) throw new TezError('notFound');
    return asked;
  }

  async function begin(chat: ChatRef, message: number): Promise<string> {
    const { account, peer } = chat;
    const found = await messageIn(chat, message);
    const file = fileOf(found);
    // Where a forum is looked at as a whole, the message says what topic it is in.
    const topic = found.topic ?? chat.topic;
    const seenIn = { peer, message, ...(topic === undefined ? {} : { topic }) };
    const id = storedId(account, file.at);
    await checkRoom(id, file.size);
    const added = await store.add({
      ...{ id, account, file, seenIn, state: 'waiting' },
      ...{ brief: true, createdAt: now(), usedAt: now() },
    });
    // Asked once it is stored: less may be kept of the chat from one moment to the next.
    await judge(added);
    await goOn(added.id);
    return id;
  }

  /** Notes whether a file's chat is kept; resolves to whether it was and is no more. */
  async function judge({ id, account, seenIn }: StoredFile): Promise<boolean> {
    const kept = await isKept(chatOf(account, seenIn));
    let less = false;
    await store.change(id, (it) => {
      less = !kept && !it.brief;
      return asKept(it, kept);
    });
    return less;
  }

  /** @throws TezError `quota`: of a file that has no room nothing is kept */
  async function checkRoom(id: string, size: number): Promise<void> {
    const lacks = size - bytesHere(size, await store.parts(id));
    if (lacks > 0 && lacks + SPARE > (await deps.room())) throw new TezError('quota');
  }

  async function goOn(id: string): Promise<void> {
    await store.change(id, ({ error: _, ...file }) => ({
      ...file,
      state: file.state === 'here' ? 'here' : 'waiting',
      usedAt: now(),
    }));
    downloads.hurry(id);
  }

  async function viewOf(file: StoredFile): Promise<contract.FileView> {
    const { id, account, seenIn, state, error, kept } = file;
    const { running, done, waitsFor } = await downloads.progress(file);
    const why = error ?? (state === 'waiting' ? waitsFor : undefined);
    const is = state === 'waiting' && running ? 'running' : state;
    return {
      id,
      account,
      seenIn,
      file: file.file,
      is,
      done,
      ...(kept ? { kept } : {}),
      ...(why ? { error: why } : {}),
    };
  }

  const handlers = [
    ...uploadHandlers({ ...deps, shipments, uploads, cancelItem: outbox.drop }),
    handle(contract.sendKept, (input) => giveKept({ ...deps, store }, input)),
    handle(contract.download, async ({ chat, message }) => {
      await sweep();
      return { id: await begin(chat, message) };
    }),
    handle(contract.pause, async ({ id }) => {
      await store.change(id, (it) => (it.state === 'waiting' ? { ...it, state: 'paused' } : it));
      downloads.stop(id);
    }),
    handle(contract.keep, async ({ chat, message }) => {
      const id = await begin(chat, message);
      await store.change(id, (it) => (it.kept ? it : { ...it, kept: { at: now(), tags: [] } }));
      return { id };
    }),
    handle(contract.letGo, async ({ id }) => {
      await store.change(id, ({ kept: _, ...it }) => ({ ...it, usedAt: now() }));
    }),
    handle(contract.tag, async ({ id, tags }) => {
      await store.change(id, (it) => (it.kept ? { ...it, kept: { ...it.kept, tags } } : it));
    }),
    handle(contract.resume, async ({ id }) => {
      await checkRoom(id, store.get(id)?.file.size ?? 0);
      await goOn(id);
    }),
    handle(contract.remove, async ({ id }) => {
      downloads.stop(id);
      await store.remove([id]);
    }),
    handle(contract.list, ({ of, kind, after, limit }) => lists.list(of, kind, after, limit)),
    handle(contract.stored, () =>
      Promise.all(
        store
          .all()
          .sort((a, b) => b.createdAt - a.createdAt)
          .map(viewOf),
      ),
    ),
  ].map(
    ({ command, run }): Handler => ({
      command,
      run: async (input, asker) => {
        await ready();
        return run(input, asker);
      },
    }),
  );

  return {
    handlers,
    resume,
    async connected(account) {
      await ready();
      downloads.connected(account);
      uploads.connected(account);
      await renewals.check();
    },
    async outboxChanged() {
      await ready();
      await Promise.all([uploads.outboxChanged(), renewals.check()]);
    },
    async renew(wanted) {
      await ready();
      return renewals.renew(wanted);
    },
    async tidy() {
      await ready();
      for (const file of store.all()) {
        // What waits was asked for; it goes soon after it was used. What is being sent goes then.
        const stays = file.kept || file.state === 'waiting' || renewals.inUse().has(file.id);
        if ((await judge(file)) && !stays) await store.remove([file.id]);
      }
      await pictures.clear();
      await sweep();
    },
    async serve(request) {
      if (isPut(request)) {
        await ready();
        return takePart({ ...deps, shipments, uploads }, request);
      }
      if (isPicture(request)) return servePicture(pictures.get, request);
      return serveFile(
        {
          async find(id) {
            await ready();
            await records.vault.keys();
            // A player asks for many ranges.
            return store.change(id, (it) => (now() - it.usedAt < USE_EVERY ? it : { ...it, usedAt: now() }));
          },
          part: downloads.part,
        },
        request,
      );
    },
    forget() {
      resumed = null;
      pictures.forget();
      uploads.forget();
      shipments.forget();
      downloads.forget();
      store.forget();
    },
  };
}

function chatOf(account: number, { peer, topic }: StoredFile['seenIn']): ChatRef {
  return { account, peer, ...(topic === undefined ? {} : { topic }) };
}

function asKept(file: StoredFile, kept: boolean): StoredFile {
  if (kept !== Boolean(file.brief)) return file;
  const { brief: _, ...rest } = file;
  return kept ? rest : { ...rest, brief: true };
}

/** What is asked of the outbox. */
function outboxOf({ outbox, renewed }: FileDeps): UploadDeps['outbox'] {
  return {
    renewed,
    send: (input) => outbox(send.name, input),
    async items(chat) {
      return ((await outbox(view.name, { chat })) as OutputOf<typeof view>).items;
    },
    drop: (id) => outbox(cancel.name, { id }),
  };
}
