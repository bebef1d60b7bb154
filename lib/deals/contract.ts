import * as v from 'valibot';
import { defineCommand } from '@/lib/bus/contract';
import { type ChatRef, chatRef } from '@/lib/chats/model';
import { quote } from '@/lib/messages/quote';
import { type Deal, type Pipeline, PROVABLE } from './model';

export interface DealView extends Deal {
  /** The chats linked to it, the first being the one "Open chat" goes to. */
  chats: ChatRef[];
}

const money = v.nullable(
  v.strictObject({ minor: v.pipe(v.number(), v.safeInteger()), unit: v.pipe(v.string(), v.maxLength(8)) }),
);
const title = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));

/** Creates a deal; with a chat, also tracks it, and for a user makes the contact where there is none. One undo group. */
export const createDeal = defineCommand({
  name: 'deals.create',
  from: 'extension',
  input: v.strictObject({
    chat: v.optional(chatRef),
    title,
    value: v.optional(money),
    stage: v.optional(v.string()),
  }),
}).returns<DealView>();

export const editDeal = defineCommand({
  name: 'deals.edit',
  from: 'extension',
  input: v.strictObject({
    id: v.string(),
    set: v.strictObject({ title: v.optional(title), value: v.optional(money) }),
  }),
}).returns<DealView>();

/** Puts messages beside a field of a deal as its proof; null takes it away. */
export const proveDeal = defineCommand({
  name: 'deals.prove',
  from: 'extension',
  input: v.strictObject({ id: v.string(), field: v.picklist(PROVABLE), proof: v.nullable(quote) }),
}).returns<{ undo: string }>();

/** Moves a deal to a stage (and to its end on the board). Returns the change group, for undo. */
export const moveDeal = defineCommand({
  name: 'deals.move',
  from: 'extension',
  input: v.strictObject({ id: v.string(), stage: v.string() }),
}).returns<{ deal: DealView; undo: string }>();

export interface BoardCard extends DealView {
  /** Contact or chat title the card is headed by; empty for a deal without a chat. */
  who: string;
  /** Peer for the avatar's colour and shape; null without a chat. */
  peer: number | null;
  photo: string | null;
  nextTask: { title: string; due: number | null } | null;
  tags: string[];
  /** UTC ms since when its chat waits for our answer; null when none does. */
  waitingSince: number | null;
}

export interface BoardView {
  pipeline: Pipeline;
  /** In board order. */
  cards: BoardCard[];
}

/** Topics `deals`, `tasks`, `contacts` announce changes. */
export const board = defineCommand({
  name: 'deals.board',
  from: 'extension',
  input: v.strictObject({}),
}).returns<BoardView>();
