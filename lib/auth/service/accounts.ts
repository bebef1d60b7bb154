import type { Account } from '@/lib/auth/model';
import type { Records } from '@/lib/store/records';

/** The signed-in users, oldest sign-in first. */
export async function listAccounts(records: Records): Promise<Account[]> {
  const accounts = await records.all<Account>('accounts');
  return accounts.sort((a, b) => a.signedInAt - b.signedInAt);
}

export async function saveAccount(records: Records, account: Account): Promise<void> {
  const row = await records.db.sealed('accounts').get(account.session);
  await records.db
    .sealed('accounts')
    .put(await records.sealed('accounts', account.session, (row?.v ?? 0) + 1, account));
}

export async function removeAccount(records: Records, session: string): Promise<void> {
  await records.db.sealed('accounts').delete(session);
}
