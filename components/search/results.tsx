import type { ComponentChildren } from 'preact';
import { Chip, Empty, ErrorState, Icon, Loading, SearchIcon, SendIcon, Skeleton } from '@/components/ui';
import { t } from '@/lib/words';
import { errorSentence } from '@/lib/words/errors';
import { ResultWords, RowShell } from './result-row';
import { type Row, rowsOf, type SearchState, type SearchStore } from './search-store';

export interface ResultsProps {
  /** Begins the ids of the rows. */
  id: string;
  state: SearchState;
  store: SearchStore;
  /** UTC ms. */
  now: number;
  onOpen: (row: Row) => void;
  /** Adds to what is typed. */
  onTry: (text: string) => void;
}

/** Everything under the box: what was found, by kind, or why there is nothing. */
export function Results(props: ResultsProps) {
  const { id, state, store, now, onTry } = props;
  const { answer, error, text } = state;
  if (error && !answer) {
    return (
      <div class="sr-list">
        <ErrorState onRetry={() => store.retry()}>{errorSentence(error, now)}</ErrorState>
      </div>
    );
  }
  if (text.trim() === '') return <Help onTry={onTry} />;
  if (!answer) {
    return (
      <div class="sr-list">
        <Loading>
          {['62%', '48%', '55%'].map((width) => (
            <div class="sr-row" key={width}>
              <Skeleton round width="28px" height="28px" />
              <Skeleton width={width} />
            </div>
          ))}
        </Loading>
      </div>
    );
  }
  const found = answer.groups.reduce((sum, { total }) => sum + total, 0);
  return (
    <div class="sr-list">
      <p class="tz-sr" role="status">
        {answer.left > 0 ? t('search.left') : t('search.count', { n: found })}
      </p>
      {error && <p class="sr-said tz-meta">{errorSentence(error, now)}</p>}
      {answer.left > 0 && <p class="sr-said tz-meta">{t('search.left')}</p>}
      {answer.ignored.length > 0 && (
        <p class="sr-said tz-meta">{t('search.ignored', { typed: answer.ignored.join(' ') })}</p>
      )}
      {found === 0 && answer.left === 0 && state.telegram.is === 'not' && (
        <Empty icon={SearchIcon} title={t('search.noneTitle')}>
          {t('search.noneHelp')}
        </Empty>
      )}
      <div role="listbox" id={`${id}-list`} aria-label={t('search.results')}>
        <Groups {...props} />
      </div>
    </div>
  );
}

function Groups({ id, state, store, now, onOpen }: ResultsProps) {
  const { answer, telegram, chosen } = state;
  const rows = rowsOf(state);
  let next = 0;
  const draw = (words: (row: Row) => ComponentChildren) => {
    const number = next++;
    const row = rows[number];
    if (!row) return null;
    const idle = row.is === 'result' && row.result.open === null;
    return (
      <RowShell
        key={number}
        id={`${id}-${number}`}
        chosen={number === chosen}
        disabled={idle}
        onChoose={() => store.choose(number)}
        onOpen={() => onOpen(row)}
      >
        {words(row)}
      </RowShell>
    );
  };
  const drawResult = () => draw((row) => row.is === 'result' && <ResultWords result={row.result} now={now} />);
  const drawAll = (row: Row | undefined) =>
    row?.is === 'all' && drawAct(row.atLeast ? t('search.more') : t('search.all', { n: row.total }));
  const drawAct = (words: string, help?: string) =>
    draw(() => (
      <>
        <span class="sr-lead">
          <Icon of={help ? SendIcon : SearchIcon} />
        </span>
        <span class="sr-words">
          <span class="sr-act">{words}</span>
          {help && <span class="sr-text tz-meta">{help}</span>}
        </span>
      </>
    ));

  return (
    <>
      {answer?.groups.map(({ kind, results }) => (
        <Group key={kind} id={`${id}-${kind}`} title={t(`search.kind.${kind}`)}>
          {results.map(drawResult)}
          {drawAll(rows[next])}
        </Group>
      ))}
      {telegram.is === 'not' && drawAct(t('search.onTelegram'), t('search.onTelegramHelp'))}
      {telegram.is !== 'not' && (
        <Group id={`${id}-telegram`} title={telegramTitle(telegram)}>
          {telegram.results.map(drawResult)}
          {telegram.is === 'failed' && <p class="sr-said tz-meta">{errorSentence(telegram.error, now)}</p>}
          {telegram.is === 'failed' && drawAct(t('common.retry'), t('search.onTelegramHelp'))}
          {telegram.is === 'answered' && telegram.silent > 0 && (
            <p class="sr-said tz-meta">{t('search.telegramSilent', { n: telegram.silent })}</p>
          )}
          {telegram.is === 'answered' && telegram.more.length > 0 && drawAct(t('search.telegramMore'))}
        </Group>
      )}
    </>
  );
}

function telegramTitle(telegram: Exclude<SearchState['telegram'], { is: 'not' }>): string {
  if (telegram.is === 'asking') return t('search.telegramBusy');
  if (telegram.is === 'failed') return t('search.onTelegram');
  return telegram.total === 0 ? t('search.telegramNone') : t('search.telegram', { n: telegram.total });
}

function Group({ id, title, children }: { id: string; title: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of options, not of fields
    <div role="group" aria-labelledby={id}>
      <p class="sr-kind" id={id}>
        {title}
      </p>
      {children}
    </div>
  );
}

/** What can be typed. */
function Help({ onTry }: { onTry: (text: string) => void }) {
  const tries = [
    ...[t('search.tryExact'), t('search.tryIn'), t('search.tryFrom')],
    ...[t('search.tryHas'), t('search.tryAfter'), t('search.tryBefore')],
  ];
  return (
    <div class="sr-list sr-help">
      <p class="tz-strong">{t('search.helpTitle')}</p>
      <p class="tz-meta">{t('search.help')}</p>
      <div class="sr-tries">
        {tries.map((words) => (
          <Chip key={words} onClick={() => onTry(words)}>
            {words}
          </Chip>
        ))}
      </div>
    </div>
  );
}
