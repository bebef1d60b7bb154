import { ulid } from 'ulid';
import type { AuditEntry } from '@/lib/privacy/contract';
import type { Records } from '@/lib/store/records';

/** Appends to the audit log. `what` is one of our own words: no secret, no customer text. */
export async function appendAudit(records: Records, what: string, now: number): Promise<void> {
  const entry: AuditEntry = { at: now, what };
  const id = ulid(now);
  await records.db.sealed('audit').add(await records.sealed('audit', id, 1, entry));
}

/** Newest first. */
export async function readAudit(records: Records, limit: number): Promise<AuditEntry[]> {
  const rows = await records.db.sealed('audit').reverse().limit(limit).toArray();
  return Promise.all(rows.map((row) => records.opened<AuditEntry>('audit', row)));
}
