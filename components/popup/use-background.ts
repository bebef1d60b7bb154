import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { authView } from '@/lib/auth/contract';
import type { AuthView } from '@/lib/auth/model';
import { call, onChanged } from '@/lib/bus/client';
import { TezError, type WireError } from '@/lib/limits/model';
import { type VaultView, vaultView } from '@/lib/privacy/contract';
import { getSettings } from '@/lib/settings/contract';
import type { Settings } from '@/lib/settings/model';

/** What the background knows; sign-in and settings are sealed, so there are none while the vault is locked. */
export interface Known {
  vault: VaultView;
  auth: AuthView | null;
  settings: Settings | null;
}

export type BackgroundState = { is: 'loading' } | { is: 'failed'; error: WireError } | ({ is: 'ready' } & Known);

/** A worker that has not answered its first question by then will not: the person is told instead of shown bones. */
const PATIENCE_MS = 10_000;

const TOPICS = new Set(['auth', 'vault', 'settings']);

/** The background's state, fetched at once and again on every change it announces. `refresh` resolves when shown. */
export function useBackground(): { state: BackgroundState; refresh: () => Promise<void> } {
  const [state, setState] = useState<BackgroundState>({ is: 'loading' });
  const asked = useRef(0);

  const refresh = useCallback(async () => {
    asked.current += 1;
    const mine = asked.current;
    try {
      const known = await withPatience(load(), PATIENCE_MS);
      if (mine === asked.current) setState({ is: 'ready', ...known });
    } catch (error) {
      if (mine !== asked.current) return;
      // What is on screen is still true until the background says otherwise.
      setState((old) => (old.is === 'ready' ? old : { is: 'failed', error: TezError.from(error).toWire() }));
    }
  }, []);

  useEffect(() => {
    const ended = new AbortController();
    onChanged((topics) => {
      if (topics.some((topic) => TOPICS.has(topic))) void refresh();
    }, ended.signal);
    void refresh();
    return () => ended.abort();
  }, [refresh]);

  return { state, refresh };
}

async function load(): Promise<Known> {
  const vault = await call(vaultView, {});
  if (vault.state === 'locked') return { vault, auth: null, settings: null };
  try {
    const [auth, settings] = await Promise.all([call(authView, {}), call(getSettings, {})]);
    return { vault, auth, settings };
  } catch (error) {
    // Locked between the two questions.
    if (TezError.from(error).kind === 'locked')
      return { vault: { ...vault, state: 'locked' }, auth: null, settings: null };
    throw error;
  }
}

async function withPatience<T>(promise: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TezError('timeout')), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
