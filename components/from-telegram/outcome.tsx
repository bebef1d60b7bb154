import { useEffect, useState } from 'preact/hooks';
import type { Ask } from '@/components/background/ask';
import { Button, Island, Switch } from '@/components/ui';
import { TezError, type WireError } from '@/lib/limits/model';
import type { Outcome } from '@/lib/sync/choice';
import { newInBook } from '@/lib/sync/contract';
import { t } from '@/lib/words';
import { errorSentence } from '@/lib/words/errors';

/** People of the address book who are no contacts yet; asked for when the switch is turned on. */
export function useBook(
  ask: Ask,
  account: number,
  on: boolean,
): { people: readonly number[]; error: WireError | null } {
  const [people, setPeople] = useState<readonly number[]>([]);
  const [error, setError] = useState<WireError | null>(null);
  useEffect(() => {
    setPeople([]);
    setError(null);
    if (!on) return;
    let gone = false;
    ask(newInBook, { account }).then(
      (answer) => gone || setPeople(answer),
      (thrown) => gone || setError(TezError.from(thrown).toWire()),
    );
    return () => {
      gone = true;
    };
  }, [ask, account, on]);
  return { people, error };
}

export interface OutcomePanelProps {
  outcome: Outcome;
  book: { on: boolean; people: readonly number[]; error: WireError | null; onChange: (on: boolean) => void };
  now: number;
  busy: boolean;
  /** The offer of a workspace that is still empty. */
  first: boolean;
  onAdd: () => void;
  onEmpty: () => void;
}

/** What would come of the choice, told before anything is done. */
export function OutcomePanel({ outcome, book, now, busy, first, onAdd, onEmpty }: OutcomePanelProps) {
  const { contacts, chats, minutes } = outcome;
  const none = contacts === 0 && chats === 0;
  return (
    <Island label={t('track.result')} padded class="ft-outcome">
      <h2 class="tz-head">{t('track.result')}</h2>
      <p class={none ? 'tz-meta' : 'ft-sum tz-num'} aria-live="polite">
        {none ? t('track.nothing') : outcomeWords({ contacts, chats, minutes })}
      </p>
      <Switch checked={book.on} onChange={book.onChange} help={bookHelp()}>
        {t('track.book')}
      </Switch>
      <Button kind="filled" wide busy={busy} disabled={none} onClick={onAdd}>
        {t('track.add')}
      </Button>
      {first && (
        <>
          <Button kind="ghost" wide onClick={onEmpty}>
            {t('track.startEmpty')}
          </Button>
          <p class="tz-meta ft-center">{t('track.startEmptyHelp')}</p>
        </>
      )}
    </Island>
  );

  function bookHelp(): string {
    if (book.error) return errorSentence(book.error, now);
    return book.on && book.people.length > 0 ? t('track.bookNew', { n: book.people.length }) : t('track.bookHelp');
  }
}

/** "12 contacts, 14 chats, about 2 min" */
function outcomeWords({ contacts, chats, minutes }: Outcome): string {
  return t('track.outcome', {
    contacts: t('track.contacts', { n: contacts }),
    chats: t('track.chats', { n: chats }),
    minutes: t('track.minutes', { n: minutes }),
  });
}
