import * as v from 'valibot';
import { defineCommand } from '@/lib/bus/contract';

/** One line of the ledger of what was told: `account:chat:message`, no text. */
export interface ToldEntry {
  id: string;
  state: 'due' | 'told' | 'dropped';
  at: number;
}

export const toldLedger = defineCommand({
  name: 'notifications.ledger',
  from: 'topLevel',
  input: v.strictObject({}),
}).returns<ToldEntry[]>();
