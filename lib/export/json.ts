/** A chat as data for other programs. */
import type { ForwardedFrom, Media, Reaction, ReplyTo, ServiceAction, TextEntity } from '@/lib/messages/content';
import type { MessageKind } from '@/lib/messages/model';
import type { ExportHead, ExportLine, Gap, Writer } from './model';

/**
 * The file is `{ format, chat: { title, id, topic? }, from, to, made, missing, messages }`: `from` (null: the first kept)
 * is in the span, `to` is not. `missing` lists `{ from, to }`, both in it: there Telegram may have messages that are not in
 * the file. All times are ISO 8601 in UTC; ids are Telegram's marked ones. Messages are in order of id.
 */
export interface JsonMessage {
  id: number;
  date: string;
  edited?: string;
  topic?: number;
  /** `me`: sent by the account itself. `id` is absent for anonymous posts. */
  sender: { name: string; id?: number; me: boolean };
  kind: MessageKind;
  text: string;
  /** `at` and `length` in UTF-16 units of `text`. */
  entities?: TextEntity[];
  media?: JsonMedia;
  album?: string;
  replyTo?: ReplyTo;
  forwarded?: Omit<ForwardedFrom, 'date'> & { name: string; date: string };
  reactions?: Reaction[];
  pinned?: true;
  service?: ServiceAction;
  /** Only who and when is kept of it. */
  bare?: true;
}

export type JsonMedia =
  | Exclude<Media, { is: 'file' }>
  | {
      is: 'file';
      name?: string;
      mime: string;
      /** Bytes. */
      size: number;
      width?: number;
      height?: number;
      /** Seconds. */
      duration?: number;
      title?: string;
      performer?: string;
    };

export const JSON_FORMAT = 'tez-chat-1';

/** One JSON object, a message a line. */
export function jsonWriter({ chat, peer, topic, from, to, made }: ExportHead): Writer {
  let first = true;
  const about = {
    format: JSON_FORMAT,
    chat: { title: chat, id: peer, topic },
    from: from === null ? null : iso(from),
    to: iso(to),
    made: iso(made),
  };
  return {
    begin: ({ gaps }) => `${JSON.stringify({ ...about, missing: gaps.map(plainGap) }).slice(0, -1)},"messages":[`,
    *add(lines) {
      for (const line of lines) {
        yield `${first ? '' : ','}\n${JSON.stringify(plain(line))}`;
        first = false;
      }
    },
    end: () => '\n]}\n',
  };
}

function plainGap({ from, to }: Gap): { from: string | null; to: string } {
  return { from: from === null ? null : iso(from), to: iso(to) };
}

function plain({ message, sender, forwarded }: ExportLine): JsonMessage {
  const { id, date, editDate, topic, from, out, kind, text, entities, media } = message;
  const { album, replyTo, reactions, pinned, service, bare } = message;
  return {
    id,
    date: iso(date),
    ...(editDate !== undefined && { edited: iso(editDate) }),
    ...(topic !== undefined && { topic }),
    sender: { name: sender, ...(from !== undefined && { id: from }), me: out },
    kind,
    text,
    ...(entities && { entities }),
    ...(media && { media: plainMedia(media) }),
    ...(album !== undefined && { album }),
    ...(replyTo && { replyTo }),
    ...(message.forwarded &&
      forwarded && {
        forwarded: { ...message.forwarded, name: forwarded.name, date: iso(message.forwarded.date) },
      }),
    ...(reactions && { reactions }),
    ...(pinned && { pinned }),
    ...(service && { service }),
    ...(bare && { bare }),
  };
}

/** Without what only the account itself can use: where a file lies at Telegram. */
function plainMedia(media: Media): JsonMedia {
  if (media.is !== 'file') return media;
  const { at: _, blur: __, sizes: ___, waveform: ____, ...file } = media.file;
  return { is: 'file', ...file };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
