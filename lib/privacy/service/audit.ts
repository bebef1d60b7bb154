import { ulid } from 'ulid';
import type { AuditEntry } from '@/lib/privacy/contract';
import type { SealedRow } from '@/lib/store/database';
import type { Records } from '@/lib/store/records';

/** Appends to the audit log. `what` is one of our own words: no secret, no customer text. */
export async function appendAudit(records: Records, what: string, now: number): Promise<void> {
  await records.db.sealed('audit').add(await auditRow(records, { at: now, what }));
}

/** A line of the log as a row, for those who store it together with what it tells of. */
export function auditRow(records: Records, entry: AuditEntry): Promise<SealedRow> {
  return records.sealed('audit', ulid(entry.at), 1, entry);
}

/** Newest first. */
export async function readAudit(records: Records, limit: number): Promise<AuditEntry[]> {
  const rows = await records.db.sealed('audit').reverse().limit(limit).toArray();
  return Promise.all(rows.map((row) => records.opened<AuditEntry>('audit', row)));
}
