import * as v from 'valibot';
import { defineCommand } from '@/lib/bus/contract';
import { chatRef } from '@/lib/chats/model';
import { quote } from '@/lib/messages/quote';
import type { Task } from './model';

export type TaskView = Task;

const title = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500));
const due = v.nullable(v.pipe(v.number(), v.safeInteger()));

/** Adds a task to the chat's contact (or to the chat, for a group), or to nothing. */
export const addTask = defineCommand({
  name: 'tasks.add',
  from: 'extension',
  input: v.strictObject({ chat: v.optional(chatRef), title, due, source: v.optional(quote) }),
}).returns<{ task: TaskView; undo: string }>();

export const completeTask = defineCommand({
  name: 'tasks.complete',
  from: 'extension',
  input: v.strictObject({ id: v.string(), done: v.boolean() }),
}).returns<{ undo: string }>();

export const deleteTask = defineCommand({
  name: 'tasks.delete',
  from: 'extension',
  input: v.strictObject({ id: v.string() }),
}).returns<{ undo: string }>();

/** Open tasks that are due before `before`, by due time. */
export const dueTasks = defineCommand({
  name: 'tasks.due',
  from: 'extension',
  input: v.strictObject({ before: v.number() }),
}).returns<TaskView[]>();
