import { type Handler, handle } from '@/lib/bus/router';
import { TezError } from '@/lib/limits/model';
import * as contract from '@/lib/privacy/contract';
import type { Records } from '@/lib/store/records';
import { resealAll } from '@/lib/store/reseal';
import { readAudit } from './audit';

export interface PrivacyDeps {
  records: Records;
  now: () => number;
  announce: (topics: string[]) => void;
  audit: (what: string) => Promise<void>;
  /** Connects what an open vault lets connect. */
  onOpen: () => Promise<void>;
  /** Disconnects and forgets everything that was read from the vault. */
  onClose: () => Promise<void>;
  /** Removes what lies outside the database: consent, layout, remembered tabs. */
  clearStorage: () => Promise<void>;
}

/** The commands of lib/privacy/contract.ts. */
export function privacyHandlers(deps: PrivacyDeps): Handler[] {
  const { records, now, announce, audit } = deps;
  return [
    handle(contract.vaultView, async () => {
      const { open, passphrase } = await records.vault.state();
      // The index of due times holds no text, so it can be counted while locked.
      const due = await records.db.sealed('tasks').where('due').belowOrEqual(now()).count();
      return { state: open ? 'open' : 'locked', passphrase, due };
    }),
    handle(contract.unlock, async ({ passphrase }) => {
      await records.vault.unlock(passphrase);
      await audit('unlocked');
      announce(['vault', 'auth']);
      await deps.onOpen();
    }),
    handle(contract.lock, async () => {
      // Without a passphrase nothing would be locked; the log, which is sealed too, must not say so.
      if (!(await records.vault.state()).passphrase) throw new TezError('invalidInput');
      await audit('locked');
      await records.vault.lock();
      await deps.onClose();
      announce(['vault', 'auth']);
    }),
    handle(contract.setPassphrase, async ({ current, next }) => {
      await records.vault.rotate(current, next);
      await resealAll(records);
      await audit(next === null ? 'passphraseRemoved' : 'passphraseSet');
      announce(['vault']);
    }),
    handle(contract.auditLog, ({ limit }) => readAudit(records, limit)),
    handle(contract.wipe, async () => {
      await deps.onClose();
      await records.vault.forget();
      await records.db.delete({ disableAutoOpen: false });
      await deps.clearStorage();
    }),
  ];
}
