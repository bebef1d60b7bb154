import * as v from 'valibot';
import { defineCommand } from '@/lib/bus/contract';
import type { Contact } from '@/lib/contacts/model';
import type { Duplicate } from './find';

const id = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/));
const two = { a: id, b: id };
/** As lib/duplicates/merge.ts has them. */
const chosen = v.picklist(['name', 'role', 'company', 'username']);

/** One of two contacts, with what belongs to it. */
export interface Side {
  contact: Contact;
  company: string;
  chats: number;
  notes: number;
  tasks: number;
}

export interface DuplicatePair extends Duplicate {
  /** What each is called, in the order of `ids`. */
  names: [string, string];
}

/**
 * Contacts that may be one person, the surest first, without those that a person told apart; `total` counts them all.
 * Topics `contacts`, `companies`, `distinct` announce changes.
 */
export const duplicates = defineCommand({
  name: 'duplicates.find',
  from: 'extension',
  input: v.strictObject({ limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)) }),
}).returns<{ pairs: DuplicatePair[]; total: number }>();

/** Two contacts beside each other. `notFound` where one is gone. */
export const compare = defineCommand({
  name: 'duplicates.compare',
  from: 'extension',
  input: v.strictObject(two),
}).returns<{ a: Side; b: Side }>();

/**
 * Makes one contact of two: `b` goes, and what belonged to it belongs to `a`. `fromB`: fields that are taken from it. One
 * group of changes, so undoing gives both back as they were. `notFound` where one is gone.
 */
export const merge = defineCommand({
  name: 'duplicates.merge',
  from: 'extension',
  input: v.strictObject({ ...two, fromB: v.array(chosen) }),
}).returns<{ undo: string }>();

/** Remembers that two contacts are two people. */
export const tellApart = defineCommand({
  name: 'duplicates.tellApart',
  from: 'extension',
  input: v.strictObject(two),
}).returns<{ undo: string }>();
