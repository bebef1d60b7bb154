import { RECORD_KINDS } from './documents';

/** A message stands under one of these: documents and music under files, everything else under messages. */
export const MESSAGE_GROUPS = ['messages', 'files'] as const;
export type MessageGroup = (typeof MESSAGE_GROUPS)[number];

/** What can be found, in the order in which results stand. */
export const FOUND_KINDS = [...RECORD_KINDS, ...MESSAGE_GROUPS] as const;
export type FoundKind = (typeof FOUND_KINDS)[number];
