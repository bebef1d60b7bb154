import * as v from 'valibot';
import { defineCommand } from '@/lib/bus/contract';
import { chatRef } from '@/lib/chats/model';
import type { Message } from './model';

/** The messages kept of a chat, oldest first; at most the newest 1,000. */
export const keptMessages = defineCommand({
  name: 'messages.kept',
  from: 'extension',
  input: v.strictObject({ chat: chatRef }),
}).returns<Message[]>();
