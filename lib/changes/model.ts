/** Tables of CRM records, whose every change is logged. */
export const CRM_TABLES = [
  'contacts',
  'companies',
  'chatLinks',
  'deals',
  'notes',
  'tasks',
  'settings',
  'templates',
  'reviews',
  'distinct',
] as const;
export type CrmTable = (typeof CRM_TABLES)[number];

/** One recorded edit of one record: who, when, which fields, before and after. */
export interface Change {
  id: string;
  /** Hybrid logical time (lib/store/hlc.ts); its text order is the order of changes. */
  at: string;
  device: string;
  /** The account or rule that did it; `me` for the person at this browser. */
  who: string;
  /** What belongs together and is undone together. */
  group: string;
  table: CrmTable;
  record: string;
  action: 'create' | 'edit' | 'remove';
  /** `before` is absent where the field was new, `after` where it went away. */
  fields: Record<string, { before?: unknown; after?: unknown }>;
  /** The group this one takes back. */
  undoes?: string;
}
