import type { ChatRef } from '@/lib/chats/model';
import { previewOf } from '@/lib/files/kinds';
import { readRange } from '@/lib/files/range';
import { PART_BYTES, type StoredFile } from '@/lib/files/stored';
import { TezError } from '@/lib/limits/model';

export interface ServeDeps {
  /** The file with this id, if it is here or on its way. @throws TezError `locked` */
  find: (id: string) => Promise<StoredFile | undefined>;
  /** Its bytes, part by part; null where they do not come. */
  part: (id: string, n: number) => Promise<Uint8Array<ArrayBuffer> | null>;
}

const POLICY = "default-src 'none'; img-src 'self'; media-src 'self'; frame-ancestors 'self'";

/** Nothing a customer sent may run as a page of ours, whatever it says it is. */
const HARMLESS = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': POLICY,
  // Opened bytes stay out of the browser's own caches.
  'Cache-Control': 'no-store',
};

/** Answers a page of ours that asks for `/file/ID`: the opened bytes, as a stream that holds one part at a time. */
export async function serveFile({ find, part }: ServeDeps, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const id = decodeURIComponent(url.pathname.slice('/file/'.length));
  const saveAs = url.searchParams.get('save');
  const file = await find(id).catch(() => undefined);
  // A page that asks for what is not there any more, to write it to disk, must not turn to an empty one: 204 keeps it.
  if (!file) return refusal(saveAs === null ? 404 : 204);

  const { size, mime } = file.file;
  const range = readRange(request.headers.get('Range'), size);
  if (range === 'invalid') return refusal(416, { 'Content-Range': `bytes */${size}` });
  const { from, to } = range ?? { from: 0, to: size - 1 };
  const shown = saveAs === null ? previewOf(mime) : null;
  const headers = {
    ...HARMLESS,
    // The browser's own viewer of PDF is a page of its own, and would be forbidden to itself. What is written to disk is
    // asked for by the sidebar, which is a frame in Telegram's page.
    'Content-Security-Policy': shown === 'pdf' ? "frame-ancestors 'self'" : shown ? POLICY : "default-src 'none'",
    'Content-Type': shown ? mime : 'application/octet-stream',
    'Content-Length': String(to - from + 1),
    'Accept-Ranges': 'bytes',
    ...(shown ? {} : { 'Content-Disposition': disposition(saveAs ?? file.file.name ?? id) }),
    ...(range ? { 'Content-Range': `bytes ${from}-${to}/${size}` } : {}),
  };
  const body = bytesOf((n) => part(id, n), from, to);
  return new Response(body, { status: range ? 206 : 200, headers });
}

const PICTURE = /^\/file\/picture\/(\d+)\/(-?\d+)\/(\d+)$/;

export function isPicture(request: Request): boolean {
  return PICTURE.test(new URL(request.url).pathname);
}

/** Answers a page of ours that asks for the small picture of a message's file. */
export async function servePicture(
  get: (chat: ChatRef, message: number) => Promise<Uint8Array<ArrayBuffer> | null>,
  request: Request,
): Promise<Response> {
  const [account = 0, peer = 0, message = 0] = (PICTURE.exec(new URL(request.url).pathname) ?? []).slice(1).map(Number);
  try {
    const bytes = await get({ account, peer }, message);
    return bytes ? new Response(bytes, { headers: { ...HARMLESS, 'Content-Type': 'image/jpeg' } }) : refusal(404);
  } catch {
    // The page goes on with the blur it has.
    return refusal(503);
  }
}

function refusal(status: number, headers: Record<string, string> = {}): Response {
  return new Response(null, { status, headers: { ...HARMLESS, ...headers } });
}

/** https://www.rfc-editor.org/rfc/rfc6266 */
function disposition(name: string): string {
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (it) => `%${it.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename*=UTF-8''${encoded}`;
}

/** Bytes `from` to `to`, both included; the next part is read when the reader wants more. */
function bytesOf(part: (n: number) => Promise<Uint8Array | null>, from: number, to: number): ReadableStream {
  let at = from;
  return new ReadableStream(
    {
      async pull(stream) {
        if (at > to) return stream.close();
        const n = Math.floor(at / PART_BYTES);
        try {
          const bytes = await part(n);
          const piece = bytes?.subarray(at - n * PART_BYTES, to + 1 - n * PART_BYTES);
          if (!piece?.length) throw new TezError('damaged');
          at += piece.length;
          stream.enqueue(piece);
          if (at > to) stream.close();
        } catch (error) {
          // A kind only: what went wrong with a customer's file is nobody else's business.
          stream.error(new TezError(TezError.from(error).kind));
        }
      },
    },
    { highWaterMark: 0 },
  );
}
