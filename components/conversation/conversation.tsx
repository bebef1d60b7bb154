import '@/lib/words/load/conversation';
import '@/lib/words/load/outbox';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Ask } from '@/components/background/ask';
import { later } from '@/components/background/later';
import { useStore } from '@/components/background/use-store';
import {
  ChatIcon,
  CloseIcon,
  Empty,
  ErrorState,
  IconButton,
  Island,
  IslandHead,
  Loading,
  Menu,
  Skeleton,
} from '@/components/ui';
import { lateStyles } from '@/components/ui/late-styles';
import { onChanged } from '@/lib/bus/client';
import type { ChatCard } from '@/lib/chats/contract';
import { t } from '@/lib/words';
import { errorSentence } from '@/lib/words/errors';
import css from './conversation.css?inline';
import { ConversationModel, type ConversationState, placeKey } from './conversation-model';
import { ExportDialog } from './export-dialog';
import { ImportLine, Keeping, OlderDialog } from './keeping';
import { goTo } from './message-list';
import { MessagesView } from './messages-view';
import { useKeeping } from './use-keeping';

const useStyles = lateStyles(css);

export interface ConversationProps {
  card: ChatCard;
  ask: Ask;
  now: number;
  /** The message to go to; `seq` tells one wish from the next. */
  at: { message: number; seq: number } | null;
  /** A message was handed to the composer. */
  onCompose: () => void;
  onClose: () => void;
}

/** The messages of the open chat. Looking at them marks nothing as read. */
export function Conversation({ card, ask, now, at, onCompose, onClose }: ConversationProps) {
  useStyles();
  const [model, state] = useModel(card, ask);
  useEffect(() => {
    if (at) void goTo(model, at.message);
  }, [model, at?.seq]);
  const { chat } = card;
  const { kept, refresh } = useKeeping(ask, chat);
  const [choosing, setChoosing] = useState(false);
  const [importing, setImporting] = useState(false);
  const [exporting, setExporting] = useState(false);
  const running = kept?.import && kept.import.is !== 'done' ? kept.import : null;
  const mayImport = kept !== null && kept.keep !== 'nothing' && !kept.complete && !running;
  return (
    <Island label={t('conversation.title')} class="cv">
      <IslandHead title={t('conversation.title')}>
        <Menu
          size={28}
          label={t('keeping.menu')}
          items={[
            { key: 'keeping', label: t('keeping.title'), disabled: !card.tracked, onSelect: () => setChoosing(true) },
            { key: 'older', label: t('keeping.older'), disabled: !mayImport, onSelect: () => setImporting(true) },
            {
              key: 'export',
              label: t('export.menu'),
              disabled: kept?.keep !== 'full',
              onSelect: () => setExporting(true),
            },
          ]}
        />
        <IconButton size={28} icon={CloseIcon} label={t('conversation.close')} onClick={onClose} />
      </IslandHead>
      {kept && choosing && (
        <Keeping
          {...{ ask, chat, kept, now }}
          onChanged={refresh}
          onOlder={() => setImporting(true)}
          onClose={() => setChoosing(false)}
        />
      )}
      {kept && running && <ImportLine {...{ ask, chat, running }} ahead={kept.ahead} onChanged={refresh} />}
      <Inside {...{ card, ask, model, state, now, onCompose, onClose }} />
      {kept && exporting && (
        <ExportDialog
          {...{ ask, card, kept, now }}
          names={state.names}
          onOlder={
            mayImport
              ? () => {
                  setExporting(false);
                  setImporting(true);
                }
              : null
          }
          onClose={() => setExporting(false)}
        />
      )}
      {importing && (
        <OlderDialog
          {...{ ask, chat }}
          onDone={() => {
            setImporting(false);
            refresh();
          }}
          onClose={() => setImporting(false)}
        />
      )}
    </Island>
  );
}

function useModel(card: ChatCard, ask: Ask): [ConversationModel, ConversationState] {
  const model = useMemo(() => {
    const known = [{ peer: card.chat.peer, name: card.forumTitle ?? card.title }, ...card.people];
    const names = new Map(known.map(({ peer, name }) => [placeKey({ peer }), name]));
    return new ConversationModel({ ask, chat: card.chat, names, later });
  }, []);
  useEffect(() => {
    const ended = new AbortController();
    onChanged((topics) => model.changed(topics), ended.signal);
    void model.open();
    return () => {
      ended.abort();
      model.close();
    };
  }, [model]);
  return [model, useStore(model)];
}

type InsideProps = Omit<ConversationProps, 'at'> & { model: ConversationModel; state: ConversationState };

function Inside({ card, ask, model, state, now, onCompose, onClose }: InsideProps) {
  const { about, error, messages } = state;
  if (!about) {
    if (error) return <ErrorState title={errorSentence(error, now)} onRetry={() => void model.retry()} />;
    return (
      <Loading>
        <div class="cv-bones" aria-hidden="true">
          {['62%', '48%', '70%', '40%', '56%'].map((width) => (
            <Skeleton key={width} width={width} height="36px" />
          ))}
        </div>
      </Loading>
    );
  }
  if (messages.length === 0 && !state.hasOlder) {
    return (
      <>
        <Status {...{ state, now }} onRetry={() => void model.retry()} />
        <Empty icon={ChatIcon} title={t('conversation.empty')} />
      </>
    );
  }
  return (
    <>
      <Status {...{ state, now }} onRetry={() => void model.retry()} />
      <MessagesView {...{ card, ask, model, state, now, onCompose, onClose }} />
    </>
  );
}

/** Where what is shown comes from, if it is not what Tez keeps. */
function Status({
  state: { about, error },
  now,
  onRetry,
}: {
  state: ConversationState;
  now: number;
  onRetry: () => void;
}) {
  if (error) {
    return (
      <p class="cv-status is-off" role="alert">
        {errorSentence(error, now)}{' '}
        <button type="button" class="tz-link" onClick={onRetry}>
          {t('common.retry')}
        </button>
      </p>
    );
  }
  if (about?.stale) {
    return (
      <p class="cv-status is-off" role="status">
        {t('conversation.stale')}{' '}
        <button type="button" class="tz-link" onClick={onRetry}>
          {t('common.retry')}
        </button>
      </p>
    );
  }
  if (!about?.live) return null;
  return <p class="cv-status">{t(about.keep === 'counts' ? 'conversation.liveCounts' : 'conversation.live')}</p>;
}
