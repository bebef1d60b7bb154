import { cx } from '@/components/ui';
import { runsOf } from '@/lib/outbox/marks';
import type { Filled } from '@/lib/templates/fill';
import { t } from '@/lib/words';

/** A template as it would be sent; what is still missing stands out. */
export function Preview({ of: { text, entities, missing } }: { of: Filled }) {
  const edges = missing.flatMap(({ at, length }) => [at, at + length]);
  let from = 0;
  return (
    <section class="ob tm-preview" aria-label={t('template.preview')}>
      {runsOf({ text, entities }, edges).map((run, i) => {
        const begin = from;
        from += run.text.length;
        const lacks = missing.some(({ at, length }) => at <= begin && at + length >= from);
        return (
          <span key={`${i}-${run.text}`} class={cx(...run.marks.map(({ is }) => `is-${is}`), lacks && 'is-missing')}>
            {run.text}
          </span>
        );
      })}
    </section>
  );
}
