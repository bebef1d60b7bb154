/** A message as kept and shown, in Tez's words. Times are UTC ms. */
export interface Message {
  id: number;
  /** Marked id of the chat. */
  peer: number;
  topic?: number;
  /** Marked id of the sender; absent for anonymous posts. */
  from?: number;
  /** Sent by the account itself, from any of its devices. */
  out: boolean;
  date: number;
  editDate?: number;
  text: string;
  kind: MessageKind;
  /** Mentions the account, or replies to it. */
  mentioned: boolean;
  /** Sent without sound by its sender. */
  silent: boolean;
}

export const MESSAGE_KINDS = [
  'text',
  'photo',
  'video',
  'voice',
  'round',
  'audio',
  'document',
  'sticker',
  'gif',
  'location',
  'contact',
  'poll',
  'service',
  'other',
] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** What happened in Telegram, as the update engine stores it. */
export type TelegramUpdate =
  | { is: 'message'; message: Message }
  | { is: 'edited'; message: Message }
  /** `peer` is absent for users and basic groups: their message ids are unique within the account. */
  | { is: 'deleted'; peer?: number; ids: number[] }
  | { is: 'readInbox'; peer: number; upTo: number }
  | { is: 'readOutbox'; peer: number; upTo: number }
  | { is: 'peer'; peer: number }
  /** The server's log was too long to replay for this chat (or all chats): history must be asked again. */
  | { is: 'gap'; peer?: number };
