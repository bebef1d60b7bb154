import { ErrorState } from '@/components/ui';
import type { WireError } from '@/lib/limits/model';
import { t } from '@/lib/words';
import { ErrorWords } from '../auth/error-words';
import { Frame } from '../auth/frame';

/** The background did not answer, so nothing is known. */
export function Failed({ error, onRetry }: { error: WireError; onRetry: () => void }) {
  const noAnswer = error.kind === 'internal' || error.kind === 'timeout';
  return (
    <Frame centred="middle">
      <ErrorState size="surface" level={1} title={noAnswer ? t('popup.noAnswerTitle') : undefined} onRetry={onRetry}>
        {noAnswer ? t('popup.noAnswerHelp') : <ErrorWords error={error} />}
      </ErrorState>
    </Frame>
  );
}
