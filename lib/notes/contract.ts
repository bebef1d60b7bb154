import * as v from 'valibot';
import { defineCommand } from '@/lib/bus/contract';
import { chatRef } from '@/lib/chats/model';
import { quote } from '@/lib/messages/quote';
import type { Note } from './model';

export type NoteView = Note;

const text = v.pipe(v.string(), v.trim(), v.maxLength(20_000));

/**
 * Writes a note on the chat's contact (or on the chat, for a group), or on one of its deals; tracks the chat if it was
 * not. Without a source it has a text.
 */
export const addNote = defineCommand({
  name: 'notes.add',
  from: 'extension',
  input: v.strictObject({ chat: chatRef, text, deal: v.optional(v.string()), source: v.optional(quote) }),
}).returns<{ note: NoteView; undo: string }>();

export const deleteNote = defineCommand({
  name: 'notes.delete',
  from: 'extension',
  input: v.strictObject({ id: v.string() }),
}).returns<{ undo: string }>();
