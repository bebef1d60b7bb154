import { useCallback, useEffect, useState } from 'preact/hooks';
import { ClockIcon, Empty, ErrorState, Island, ListRow, Loading, Skeleton } from '@/components/ui';
import { call } from '@/lib/bus/client';
import { TezError, type WireError } from '@/lib/limits/model';
import { type AuditEntry, auditLog } from '@/lib/privacy/contract';
import { t } from '@/lib/words';
import { formatExact, formatPlan } from '@/lib/words/time';
import { ErrorWords } from '../auth/error-words';
import { Frame } from '../auth/frame';
import { auditWords } from './audit-words';

const LIMIT = 100;

type State = { is: 'loading' } | { is: 'failed'; error: WireError } | { is: 'ready'; entries: AuditEntry[] };

/** What happened to sign-ins and locks, newest first. */
export function AuditScreen({ onBack }: { onBack: () => void }) {
  const [state, setState] = useState<State>({ is: 'loading' });
  const load = useCallback(() => {
    call(auditLog, { limit: LIMIT }).then(
      (entries) => setState({ is: 'ready', entries }),
      (error) => setState({ is: 'failed', error: TezError.from(error).toWire() }),
    );
  }, []);
  useEffect(load, [load]);

  return (
    <Frame title={t('settings.audit')} onBack={onBack}>
      {state.is === 'loading' && (
        <Loading>
          <div class="pp-stack">
            <Skeleton width="70%" />
            <Skeleton width="50%" />
            <Skeleton width="60%" />
          </div>
        </Loading>
      )}
      {state.is === 'failed' && (
        <ErrorState onRetry={load}>
          <ErrorWords error={state.error} />
        </ErrorState>
      )}
      {state.is === 'ready' && state.entries.length === 0 && (
        <Empty icon={ClockIcon} title={t('settings.auditEmpty')} />
      )}
      {state.is === 'ready' && state.entries.length > 0 && (
        <Island class="pp-group">
          {state.entries.map((entry, index) => (
            <ListRow
              // Entries are only ever appended, and several may share a moment.
              key={state.entries.length - index}
              title={auditWords(entry.what)}
              twoLines
              alignTop
              trail={
                <time class="tz-meta" title={formatExact(entry.at)}>
                  {formatPlan(entry.at, { now: Date.now() })}
                </time>
              }
            />
          ))}
        </Island>
      )}
    </Frame>
  );
}
