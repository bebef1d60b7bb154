import { cx } from '@/components/ui';
import { runsOf } from '@/lib/outbox/marks';
import type { Filled } from '@/lib/templates/fill';
import { t } from '@/lib/words';

/** A template as it would be sent; what is still missing stands out. */
export function Preview({ of }: { of: Filled }) {
  return (
    <section class="ob tm-preview" aria-label={t('template.preview')}>
      <FilledWords of={of} />
    </section>
  );
}

/** The words of a filled template in runs: with their marks, and those that stand for a missing value. */
export function FilledWords({ of: { text, entities, missing } }: { of: Filled }) {
  const edges = missing.flatMap(({ at, length }) => [at, at + length]);
  let from = 0;
  return (
    <>
      {runsOf({ text, entities }, edges).map((run, i) => {
        const begin = from;
        from += run.text.length;
        const As = missing.some(({ at, length }) => at <= begin && at + length >= from) ? 'mark' : 'span';
        return (
          <As key={`${i}-${run.text}`} class={cx(...run.marks.map(({ is }) => `is-${is}`))}>
            {run.text}
          </As>
        );
      })}
    </>
  );
}
