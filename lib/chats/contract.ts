import * as v from 'valibot';
import { defineCommand } from '@/lib/bus/contract';
import type { Contact } from '@/lib/contacts/model';
import type { DealView } from '@/lib/deals/contract';
import type { NoteView } from '@/lib/notes/contract';
import { MOST_INSERTED } from '@/lib/page/contract';
import type { TaskView } from '@/lib/tasks/contract';
import { type ChatKind, type ChatRef, chatRef, type LastSeen } from './model';

/** Everything the sidebar shows of one chat. */
export interface ChatCard {
  chat: ChatRef;
  kind: ChatKind;
  title: string;
  /** The forum a topic belongs to. */
  forumTitle?: string;
  username?: string;
  /** null: hidden by the person. */
  phone?: string | null;
  lastSeen?: LastSeen;
  about?: string;
  memberCount?: number;
  /** data: URL. */
  photo: string | null;
  /** Whether the chat is in the CRM. */
  tracked: boolean;
  contact: Contact | null;
  /** For a group: members, with the contact where there is one. At most 20. */
  people: { peer: number; name: string; contact: string | null }[];
  deals: DealView[];
  /** Newest first. */
  notes: NoteView[];
  /** Open ones by due time, then done ones, newest first. */
  tasks: TaskView[];
  /** UTC ms since when they wait for our answer; null when they do not. */
  waitingSince: number | null;
}

/** Topics `chats:<key>`, `contacts`, `deals`, `notes`, `tasks` announce changes. `notSignedIn` for an unknown account. */
export const chatCard = defineCommand({
  name: 'chats.card',
  from: 'extension',
  input: v.strictObject({ chat: chatRef }),
}).returns<ChatCard>();

/** Makes the person of a user chat (or the chat itself, for a group) known to the CRM. */
export const addContact = defineCommand({
  name: 'contacts.add',
  from: 'extension',
  input: v.strictObject({ chat: chatRef }),
}).returns<{ undo: string }>();

/** Focuses the Telegram tab (or opens one) and opens the chat there. */
export const openChat = defineCommand({
  name: 'chats.open',
  from: 'extension',
  input: v.strictObject({ chat: chatRef }),
}).returns<void>();

/**
 * {@link openChat} at a message. Resolves to whether the page shows it: not where it was deleted, or lies so far back that
 * the page does not come to it in time.
 */
export const showMessage = defineCommand({
  name: 'chats.show',
  from: 'extension',
  input: v.strictObject({ chat: chatRef, message: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) }),
}).returns<boolean>();

/**
 * Puts text into the message field of a Telegram tab that shows the chat; never sends it. Resolves to whether it is there:
 * not where no tab shows the chat, or its page does not take it.
 */
export const insertText = defineCommand({
  name: 'chats.insertText',
  from: 'extension',
  input: v.strictObject({
    chat: chatRef,
    text: v.pipe(v.string(), v.minLength(1), v.maxLength(MOST_INSERTED)),
    mode: v.picklist(['replace', 'append']),
  }),
}).returns<boolean>();

/** What a sidebar needs before it can show anything: its tab's open chat and the page's theme. */
export interface SidebarStart {
  /** The tab this frame is in, or the active Telegram tab for a side panel; null when there is none. */
  tab: number | null;
}

/** Asked by the frame on load; makes the content script of its tab report the open chat and the theme again. */
export const startSidebar = defineCommand({
  name: 'chats.startSidebar',
  from: 'extension',
  input: v.strictObject({ window: v.optional(v.number()) }),
}).returns<SidebarStart>();

/** Collapses or expands the sidebar of the frame's own tab. */
export const collapseSidebar = defineCommand({
  name: 'chats.collapse',
  from: 'extension',
  input: v.strictObject({ collapsed: v.boolean() }),
}).returns<void>();

export interface WaitingRow {
  chat: ChatRef;
  title: string;
  since: number;
  value: { minor: number; unit: string } | null;
}

/** Tracked chats that wait for us, longest first; shown where no chat is open. */
export const waitingChats = defineCommand({
  name: 'chats.waiting',
  from: 'extension',
  input: v.strictObject({ limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50)) }),
}).returns<{ total: number; rows: WaitingRow[] }>();
