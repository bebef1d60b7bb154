import '@/lib/words/load/conversation';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Ask } from '@/components/background/ask';
import { ExternalIcon, IconButton } from '@/components/ui';
import { onChanged } from '@/lib/bus/client';
import { messagesNow } from '@/lib/messages/contract';
import { type Quote, type QuoteState, quoteStates } from '@/lib/messages/quote';
import { t } from '@/lib/words';
import { showInTelegram } from './message-acts';
import { QuotedLines } from './quoted-lines';

export interface SourceProps {
  ask: Ask;
  source: Quote;
  /** What the messages are to the record: "Proves the value". */
  title?: string;
  /** Beside the way to Telegram. */
  children?: ComponentChildren;
}

/** The messages a record was made from: their words then, and what became of them since. */
export function Source({ ask, source, title, children }: SourceProps) {
  const states = useStates(ask, source);
  const [first] = source.messages;
  return (
    <section class="cv-source" aria-label={title ?? t('source.title')}>
      <header>
        <span class="tz-grow tz-cut">{title ?? t('source.title')}</span>
        {children}
        <IconButton
          size={28}
          icon={ExternalIcon}
          label={t('from.show')}
          onClick={() => first && void showInTelegram(ask, source.chat, first.id)}
        />
      </header>
      <QuotedLines {...{ source, states }} />
    </section>
  );
}

function useStates(ask: Ask, source: Quote): ReadonlyMap<number, QuoteState> | undefined {
  const [states, setStates] = useState<ReadonlyMap<number, QuoteState>>();
  const { chat, messages } = source;
  useEffect(() => {
    const ended = new AbortController();
    const read = async () => {
      // Not to be known now is no reason to say anything: the words of then stand.
      const now = await ask(messagesNow, { chat, ids: messages.map(({ id }) => id) }).catch(() => null);
      if (now && !ended.signal.aborted) setStates(quoteStates(source, now));
    };
    onChanged((topics) => {
      if (topics.includes(`messages:${chat.account}:${chat.peer}`)) void read();
    }, ended.signal);
    void read();
    return () => ended.abort();
  }, [messages.map(({ id }) => id).join()]);
  return states;
}
