import { t } from '@/lib/words';

/** Which step of a sequence this is, from 1. */
export function StepsBar({ step, total }: { step: number; total: number }) {
  return (
    <span class="tz-steps" role="img" aria-label={t('common.step', { step, total })}>
      {Array.from({ length: total }, (_, index) => (
        <i key={index} class={index < step ? 'is-filled' : undefined} />
      ))}
    </span>
  );
}

/** How much of something is done, 0 to 1. */
export function Progress({ value, label }: { value: number; label: string }) {
  const share = Math.max(0, Math.min(1, value));
  return (
    <div
      class="tz-progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
    >
      <i style={{ transform: `scaleX(${share})` }} />
    </div>
  );
}
