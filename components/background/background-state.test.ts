import { expect, it } from 'vitest';
import type { AuthView } from '@/lib/auth/model';
import { type ErrorKind, TezError } from '@/lib/limits/model';
import type { VaultView } from '@/lib/privacy/contract';
import { DEFAULT_SETTINGS } from '@/lib/settings/model';
import type { Ask } from './ask';
import { BackgroundWatch } from './background-state';

const open: VaultView = { state: 'open', passphrase: true, due: 2 };
const auth: AuthView = { consentedAt: 1, api: 'own', step: null, error: null, accounts: [] };

/** A background that answers what a test sets, at once; timers run when told. */
function setup(answers: Record<string, unknown> = {}) {
  const known: Record<string, unknown> = { 'privacy.vault': open, 'auth.view': auth, 'settings.get': DEFAULT_SETTINGS };
  Object.assign(known, answers);
  let rounds = 0;
  const ask = (async ({ name }: { name: string }) => {
    if (name === 'privacy.vault') rounds += 1;
    const answer = known[name];
    if (answer instanceof Error) throw answer;
    return answer;
  }) as unknown as Ask;
  const timers: (() => void)[] = [];
  const later = (work: () => void) => {
    timers.push(work);
    return () => undefined;
  };
  const settle = async () => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  };
  /** Runs every timer that is set, and those that they set. */
  const pass = async () => {
    for (let work = timers.shift(); work; work = timers.shift()) {
      work();
      await settle();
    }
  };
  return { watch: new BackgroundWatch({ ask, later }), known, pass, rounds: () => rounds };
}

it('is open with all three answers, and asks again only for what concerns it', async () => {
  const { watch, rounds } = setup();
  await watch.refresh();
  expect(watch.state).toEqual({ is: 'open', vault: open, auth, settings: DEFAULT_SETTINGS });
  watch.changed(['deals', 'chats:1:2']);
  expect(rounds()).toBe(1);
  watch.changed(['vault']);
  expect(rounds()).toBe(2);
});

it.each(['auth.view', 'settings.get'])('is locked when it was locked before %s was answered', async (name) => {
  const { watch } = setup({ [name]: new TezError('locked') });
  await watch.refresh();
  expect(watch.state).toEqual({ is: 'locked', vault: { ...open, state: 'locked' } });
});

it.each<[ErrorKind, number]>([
  ['internal', 4],
  ['timeout', 1],
])('after "%s" says so at the question number %i, and starts over when told', async (kind, asked) => {
  const { watch, known, pass, rounds } = setup({ 'privacy.vault': new TezError(kind) });
  await watch.refresh();
  await pass();
  expect(watch.state).toEqual({ is: 'failed', error: { kind } });
  expect(rounds()).toBe(asked);
  known['privacy.vault'] = open;
  watch.retry();
  expect(watch.state).toEqual({ is: 'loading' });
  await pass();
  await watch.refresh();
  expect(watch.state.is).toBe('open');
});

it('keeps what it showed while it cannot be told anew', async () => {
  const { watch, known, pass } = setup();
  await watch.refresh();
  known['auth.view'] = new TezError('internal');
  await watch.refresh();
  await pass();
  expect(watch.state.is).toBe('open');
});
