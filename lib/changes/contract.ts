import * as v from 'valibot';
import { defineCommand } from '@/lib/bus/contract';
import { type Change, CRM_TABLES } from './model';

/** Undoes one group of changes (any CRM table); `notFound` when it was undone already. */
export const undo = defineCommand({
  name: 'changes.undo',
  from: 'extension',
  input: v.strictObject({ group: v.string() }),
}).returns<void>();

/** Every change of one record, oldest first. */
export const changesOf = defineCommand({
  name: 'changes.of',
  from: 'extension',
  input: v.strictObject({ table: v.picklist(CRM_TABLES), id: v.string() }),
}).returns<Change[]>();
