import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Ask } from '@/components/background/ask';
import { later } from '@/components/background/later';
import { LiveValue } from '@/components/background/live-value';
import { sayDone, tryAct } from '@/components/background/try-act';
import { useStore } from '@/components/background/use-store';
import { Button, Checkbox, Island, NativeSelect, Progress } from '@/components/ui';
import { onChanged } from '@/lib/bus/client';
import type { Command } from '@/lib/bus/contract';
import { setSyncOptions, syncNow, syncOptions, syncState } from '@/lib/sync/contract';
import { EVERY, type Every, type SyncOptions, type SyncResult, type SyncView } from '@/lib/sync/model';
import { t } from '@/lib/words';
import { errorSentence } from '@/lib/words/errors';
import { formatPlan } from '@/lib/words/time';

/** What the background knows, asked anew when it announces one of the topics. */
export function useLive<Input, Value>(ask: Ask, command: Command<Input, Value>, input: Input, topic: string) {
  const key = JSON.stringify(input);
  const live = useMemo(() => new LiveValue<Value>({ fetch: () => ask(command, input), later }), [ask, command, key]);
  useEffect(() => {
    const ended = new AbortController();
    onChanged((topics) => {
      if (topics.includes(topic)) live.refresh();
    }, ended.signal);
    void live.load();
    return () => {
      ended.abort();
      live.clear();
    };
  }, [live, topic]);
  return useStore(live);
}

export interface SyncPanelProps {
  ask: Ask;
  account: number;
  now: number;
}

/** Keeps the people that are in the CRM in step with Telegram: now, or by itself. */
export function SyncPanel({ ask, account, now }: SyncPanelProps) {
  const { value: state } = useLive(ask, syncState, { account }, 'peopleSyncs');
  const { value: options } = useLive(ask, syncOptions, {}, 'settings');
  useResult(ask, state);

  function set(change: Partial<SyncOptions>): void {
    void tryAct(async () => {
      await ask(setSyncOptions, change);
    }, Date.now);
  }

  const running = state?.is === 'running' || state?.is === 'waiting';
  return (
    <Island label={t('sync.title')} padded class="ft-sync">
      <h2 class="tz-head">{t('sync.title')}</h2>
      <p class="tz-meta" role="status">
        {state ? stateWords(state, now) : t('common.loading')}
      </p>
      {running && state && (
        <Progress value={state.total === 0 ? 0 : state.done / state.total} label={t('sync.progress')} />
      )}
      <Button
        kind="soft"
        wide
        disabled={!state || running}
        onClick={() =>
          void tryAct(async () => {
            await ask(syncNow, { account });
          }, Date.now)
        }
      >
        {t('sync.now')}
      </Button>
      {options && (
        <>
          <NativeSelect
            label={t('sync.every')}
            value={options.every}
            onChange={(every) => set({ every: every as Every })}
            options={EVERY.map((value) => ({ value, label: t(`sync.every.${value}`) }))}
          />
          <div class="ft-options">
            {(['create', 'update', 'byPhone', 'addressBook'] as const).map((key) => (
              <Checkbox key={key} checked={options[key]} onChange={(on) => set({ [key]: on })}>
                {t(`sync.option.${key}`)}
              </Checkbox>
            ))}
          </div>
        </>
      )}
    </Island>
  );
}

/** When a run that was watched has ended, says what came of it, with the way back. */
function useResult(ask: Ask, state: SyncView | null): void {
  const was = useRef<SyncView | null>(null);
  useEffect(() => {
    const watched = was.current?.is === 'running' || was.current?.is === 'waiting';
    if (state) was.current = state;
    const { last } = state ?? {};
    if (watched && state?.is === 'done' && last?.group) sayDone(ask, resultWords(last.result), last.group, Date.now);
  }, [ask, state]);
}

function stateWords({ is, done, total, error, last }: SyncView, now: number): string {
  if (is === 'running') return total === 0 ? t('sync.begins') : t('sync.running', { done, total });
  if (error) return errorSentence(error, now);
  if (!last) return t('sync.never');
  return t('sync.last', { when: formatPlan(last.at, { now }), result: resultWords(last.result) });
}

/** "12 new, 3 changed, 1 to review" */
function resultWords({ created, changed, review }: SyncResult): string {
  const parts = [
    ...(created > 0 ? [t('sync.created', { n: created })] : []),
    ...(changed > 0 ? [t('sync.changed', { n: changed })] : []),
    ...(review > 0 ? [t('sync.review', { n: review })] : []),
  ];
  return parts.join(', ') || t('sync.nothing');
}
