import * as v from 'valibot';
import { defineCommand } from '@/lib/bus/contract';

export interface VaultView {
  state: 'open' | 'locked';
  /** Whether a passphrase protects the key; without one the key lies in the browser profile. */
  passphrase: boolean;
  /** Reminders that are due by now, known while locked (times are stored without text). */
  due: number;
}

const secret = v.pipe(v.string(), v.maxLength(1024));

/** Topic `vault` announces changes. */
export const vaultView = defineCommand({
  name: 'privacy.vault',
  from: 'extension',
  input: v.strictObject({}),
}).returns<VaultView>();

/** `passphraseWrong` when it does not open the vault. Refused for the frame in Telegram's page. */
export const unlock = defineCommand({
  name: 'privacy.unlock',
  from: 'topLevel',
  input: v.strictObject({ passphrase: secret }),
}).returns<void>();

/** `invalidInput` where no passphrase is set: anyone could open it again. */
export const lock = defineCommand({
  name: 'privacy.lock',
  from: 'extension',
  input: v.strictObject({}),
}).returns<void>();

/** Sets, changes or (null) removes the passphrase; every record is sealed anew under a fresh key. */
export const setPassphrase = defineCommand({
  name: 'privacy.setPassphrase',
  from: 'topLevel',
  input: v.strictObject({ current: v.nullable(secret), next: v.nullable(secret) }),
}).returns<void>();

/** One line of the audit log: sign-ins, locks, passphrase changes, sends. No secrets, no customer text. */
export interface AuditEntry {
  at: number;
  what: string;
  /** Of a send: the key of the chat. */
  chat?: string;
}

export const auditLog = defineCommand({
  name: 'privacy.audit',
  from: 'extension',
  input: v.strictObject({ limit: v.pipe(v.number(), v.integer(), v.maxValue(500)) }),
}).returns<AuditEntry[]>();

/** Removes everything Tez keeps on this computer, after logging out of nothing: sessions are ended by `auth.logOut`. */
export const wipe = defineCommand({
  name: 'privacy.wipe',
  from: 'topLevel',
  input: v.strictObject({}),
}).returns<void>();
