import type { ItemState, OutboxItem } from './model';

const AUDIT_WORDS = {
  forward: 'forwarded',
  edit: 'edited',
  delete: 'deletedMessages',
  react: 'reacted',
} as const;

/** The word of the audit log for what has just become of an item, or null. */
export function auditWord(before: OutboxItem, after: OutboxItem): string | null {
  const there = (state: ItemState) => state === 'scheduled' || state === 'sent' || state === 'read';
  // What Telegram sends at its time was told when it was scheduled.
  if (there(before.state) || !there(after.state)) return null;
  if (after.act.is === 'message' || after.act.is === 'album') return after.state === 'scheduled' ? 'scheduled' : 'sent';
  return AUDIT_WORDS[after.act.is];
}
