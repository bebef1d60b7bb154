import { lateStyles } from '@/components/ui/late-styles';
import type { Quote, QuoteState } from '@/lib/messages/quote';
import { t } from '@/lib/words';
import { formatExact } from '@/lib/words/time';
import css from './source.css?inline';

const SHOWN = 3;
const useStyles = lateStyles(css);

/** Quoted messages, each with what became of it. */
export function QuotedLines({ source, states }: { source: Quote; states?: ReadonlyMap<number, QuoteState> }) {
  useStyles();
  const { messages } = source;
  const more = messages.length - SHOWN;
  return (
    <div class="cv-quote">
      {messages.slice(0, more === 1 ? SHOWN + 1 : SHOWN).map(({ id, name, date, text }) => {
        const state = states?.get(id);
        return (
          <blockquote key={id}>
            <p class="cv-quote-who" title={formatExact(date)}>
              {name}
            </p>
            <p class="cv-quote-text">{text}</p>
            {state?.is === 'edited' && (
              <p class="cv-quote-now">
                <em>{t(state.text === '' ? 'source.wordless' : 'source.edited')}</em> {state.text}
              </p>
            )}
            {state?.is === 'gone' && (
              <p class="cv-quote-now">
                <em>{t('source.gone')}</em>
              </p>
            )}
          </blockquote>
        );
      })}
      {more > 1 && <p class="cv-quote-who">{t('source.more', { n: more })}</p>}
    </div>
  );
}
