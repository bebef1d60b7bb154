import * as v from 'valibot';
import { defineCommand } from '@/lib/bus/contract';
import type { ChatRef } from '@/lib/chats/model';
import { attachedFiles } from '@/lib/files/contract';
import { richText } from '@/lib/outbox/contract';
import { MOST_AT_ONCE } from './exchange';
import type { Template } from './model';

const word = v.pipe(v.string(), v.maxLength(200));
const files = v.optional(attachedFiles, []);
const fields = { name: word, category: word, shortcut: word, body: richText, files };
const id = v.pipe(v.string(), v.regex(/^[\w-]{8,64}$/));

/** All of them, in order of category and name. Topic `templates` announces changes. */
export const templates = defineCommand({
  name: 'templates.all',
  from: 'extension',
  input: v.strictObject({}),
}).returns<Template[]>();

/**
 * Stores a template under an id that the page made, whether it is there or not: given twice, it is there once.
 * `invalidInput` where it has a fault (lib/templates/model.ts).
 */
export const saveTemplate = defineCommand({
  name: 'templates.save',
  from: 'extension',
  input: v.strictObject({ id, ...fields }),
}).returns<{ template: Template; undo: string }>();

export const deleteTemplate = defineCommand({
  name: 'templates.delete',
  from: 'extension',
  input: v.strictObject({ id }),
}).returns<{ undo: string }>();

/**
 * Takes in templates of a file; one group of changes, so one undo. Files that are not in this library are left out of them
 * (`lost`), and so is a template that has nothing else.
 */
export const importTemplates = defineCommand({
  name: 'templates.import',
  from: 'extension',
  input: v.strictObject({
    templates: v.pipe(v.array(v.strictObject(fields)), v.minLength(1), v.maxLength(MOST_AT_ONCE)),
    same: v.picklist(['skip', 'replace', 'both']),
  }),
}).returns<{ added: number; replaced: number; lost: number; undo: string | null }>();

/** The chat that the Telegram tab shows which was seen last; null where none does. */
export const shownChat = defineCommand({
  name: 'templates.shownChat',
  from: 'extension',
  input: v.strictObject({}),
}).returns<ChatRef | null>();
