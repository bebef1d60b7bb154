import { type Handler, handle } from '@/lib/bus/router';
import { type ChatRef, sameChat } from '@/lib/chats/model';
import * as contract from '@/lib/files/contract';
import { bytesGiven, bytesOf, checkFile, LEAST_LIMIT, makesAlbum, type Shipment } from '@/lib/files/shipment';
import { bytesHere, partSize, partsOf, SPARE } from '@/lib/files/stored';
import { asFull, type Room } from '@/lib/limits/full';
import { TezError } from '@/lib/limits/model';
import { LONGEST, lengthOf } from '@/lib/outbox/text';
import type { TelegramPort } from '@/lib/telegram/port';
import type { Shipments } from './shipments';
import type { Uploads } from './uploads';

export interface UploadHandlerDeps {
  shipments: Shipments;
  uploads: Uploads;
  port: (account: number) => Promise<TelegramPort>;
  now: () => number;
  room: Room;
  randomId: () => string;
  /** The newest message of a chat that is known here; null where none is. */
  newestOf: (chat: ChatRef) => Promise<number | null>;
  /** Takes an item out of the outbox. */
  cancelItem: (id: string) => Promise<unknown>;
}

export function uploadHandlers(deps: UploadHandlerDeps): Handler[] {
  const { shipments, uploads, now } = deps;

  async function view(shipment: Shipment): Promise<contract.UploadView> {
    const { id, files, state, error } = shipment;
    const copied = async () => {
      const parts = await Promise.all(files.map((_, n) => shipments.parts(id, n)));
      return parts.reduce((sum, here, n) => sum + bytesHere(files[n]?.size ?? 0, here), 0);
    };
    const why = error ?? (state === 'waiting' ? uploads.waitsFor(id) : undefined);
    return {
      id,
      files: files.map(({ name, mime, size, as }) => ({ name, mime, size, as })),
      is: state === 'waiting' && uploads.isRunning(id) ? 'running' : (state as contract.UploadView['is']),
      done: state === 'copying' ? await copied() : bytesGiven(shipment),
      size: bytesOf(shipment),
      ...(why ? { error: why } : {}),
    };
  }

  return [
    handle(contract.begin, async ({ files, chat, album, caption, ...wanted }) => {
      if (lengthOf(caption.text) > LONGEST.premiumCaption) throw new TezError('messageTooLong');
      const limit = files.some(({ size }) => size > LEAST_LIMIT)
        ? await (await deps.port(chat.account)).uploadLimit()
        : LEAST_LIMIT;
      for (const file of files) checkFile(file, limit);
      const { replyTo, scheduleAt, unlessAnswered, id, silent } = wanted;
      // Before anything is copied; whether it is still to come when all is uploaded, the outbox says.
      if (scheduleAt !== undefined && scheduleAt <= now()) throw new TezError('scheduleInvalid');
      if (bytesOf({ files }) + SPARE > (await deps.room())) {
        throw new TezError('quota');
      }
      await uploads.sweep();
      await shipments.add({
        ...{ id, chat, caption, silent, state: 'copying', createdAt: now(), handed: 0 },
        album: album && makesAlbum(files.map(({ as }) => as.is)),
        files: files.map((file) => ({ ...file, fileId: deps.randomId(), given: [] })),
        ...(replyTo === undefined ? {} : { replyTo }),
        ...(scheduleAt === undefined ? {} : { scheduleAt }),
        ...(unlessAnswered ? { unlessAnswered: { after: await deps.newestOf(chat) } } : {}),
      });
      uploads.touch(id);
    }),
    handle(contract.ready, async ({ id }) => {
      const shipment = shipments.get(id);
      if (!shipment) throw new TezError('notFound');
      if (shipment.state !== 'copying') return;
      for (const [n, { size }] of shipment.files.entries()) {
        if ((await shipments.parts(id, n)).size !== partsOf(size)) throw new TezError('uploadIncomplete');
      }
      await shipments.change(id, (it) => (it.state === 'copying' ? { ...it, state: 'waiting' } : it));
      uploads.pump();
    }),
    handle(contract.pauseUpload, async ({ id }) => {
      await shipments.change(id, (it) => (it.state === 'waiting' ? { ...it, state: 'paused' } : it));
      uploads.stop(id);
    }),
    handle(contract.resumeUpload, async ({ id }) => {
      await shipments.change(id, ({ error: _, ...it }) =>
        it.state === 'paused' || it.state === 'failed' ? { ...it, state: 'waiting' } : it,
      );
      uploads.hurry(id);
    }),
    handle(contract.dropUpload, async ({ id }) => {
      uploads.stop(id);
      const shipment = shipments.get(id);
      // What the outbox has is taken back there.
      if (shipment?.state === 'handed') return;
      if (shipment?.renews) await deps.cancelItem(shipment.renews.item);
      // A worker may have died between giving it to the outbox and noting that.
      else if (shipment) await uploads.takeBack(shipment);
      await shipments.remove(id);
    }),
    handle(contract.uploads, async ({ chat }) => {
      const own = shipments.all().filter((it) => sameChat(it.chat, chat) && it.state !== 'handed');
      return Promise.all(own.sort((a, b) => a.createdAt - b.createdAt).map(view));
    }),
  ];
}

const PUT = /^\/file\/put\/([\w-]{8,64})\/(\d{1,2})\/(\d{1,5})$/;

export function isPut(request: Request): boolean {
  return request.method === 'PUT' && PUT.test(new URL(request.url).pathname);
}

/** Takes a part that a page of ours gives; answers with 204 or the kind of what went wrong. */
export async function takePart(
  { shipments, uploads, room }: Pick<UploadHandlerDeps, 'shipments' | 'uploads' | 'room'>,
  request: Request,
): Promise<Response> {
  const [, id = '', file, part] = PUT.exec(new URL(request.url).pathname) ?? [];
  try {
    const [at, n] = [Number(file), Number(part)];
    const shipment = shipments.get(id);
    const size = shipment?.files[at]?.size;
    if (shipment?.state !== 'copying' || size === undefined) throw new TezError('notFound');
    const bytes = new Uint8Array(await request.arrayBuffer());
    if (bytes.length === 0 || bytes.length !== partSize(size, n)) throw new TezError('fileChanged');
    uploads.touch(id);
    await shipments.writePart(id, at, n, bytes);
    return new Response(null, { status: 204 });
  } catch (error) {
    return Response.json((await asFull(error, room)).toWire(), { status: 409 });
  }
}
