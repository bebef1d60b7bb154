/** What opens over home, fetched as one. */
import '@/lib/words/load/login';

export { ApiScreen } from './api-screen';
export { AuditScreen } from './audit-screen';
export { Forgot } from './forgot';
export { LogOutDialog } from './log-out-dialog';
export { NewTask } from './new-task';
export { PassphraseScreen } from './passphrase-screen';
export { SettingsScreen } from './settings';
