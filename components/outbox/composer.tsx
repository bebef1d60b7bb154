import '@/lib/words/load/outbox';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Ask } from '@/components/background/ask';
import { later } from '@/components/background/later';
import { useStore } from '@/components/background/use-store';
import { attachItems } from '@/components/files/attach-items';
import { LibraryDialog } from '@/components/files/library-dialog';
import { type AttachKind, SendFiles } from '@/components/files/send-files';
import { Uploads } from '@/components/files/uploads';
import {
  BellOffIcon,
  Button,
  ClockIcon,
  CloseIcon,
  IconButton,
  Island,
  IslandHead,
  Menu,
  Quote,
  toasts,
  useCountdown,
} from '@/components/ui';
import { onChanged } from '@/lib/bus/client';
import type { ChatCard } from '@/lib/chats/contract';
import { peerKind } from '@/lib/chats/model';
import type { Message } from '@/lib/messages/model';
import { linkAt, type Mark, wordAt } from '@/lib/outbox/marks';
import { LONGEST, lengthOf } from '@/lib/outbox/text';
import type { ValueFor } from '@/lib/templates/fill';
import { t } from '@/lib/words';
import { errorSentence } from '@/lib/words/errors';
import { Attachments } from './attachments';
import { ComposerModel, whyNotInserted } from './composer-model';
import type { ComposerState } from './composer-state';
import { SplitDialog } from './dialogs';
import { FormatBar, LinkForm } from './format-bar';
import { AttachIcon } from './icons';
import { messageWords, offWords } from './item-words';
import { MessageField } from './message-field';
import { type Asking, Question } from './question';
import { Queue } from './queue';
import { onComposeRequest } from './requests';
import { inAnHour, ScheduleFields } from './schedule-fields';
import { ScheduledList } from './scheduled-list';
import { useStyles } from './styles';
import { usePicking } from './use-picking';

export interface ComposerProps {
  card: ChatCard;
  ask: Ask;
  /** Whether the account is connected to Telegram now. */
  connected: boolean;
  now: number;
  onClose: () => void;
  /** What the chat fills into templates. */
  valueFor: ValueFor;
  /** Whether the list of templates is open. */
  picking: boolean;
  onPicking: (open: boolean) => void;
}

/** The last characters before the limit are counted. */
const COUNTED = 200;
const HINT = 'ob-hint';

function useModel({ card, ask }: ComposerProps): [ComposerModel, ComposerState] {
  const model = useMemo(
    () =>
      new ComposerModel({
        ask,
        chat: card.chat,
        now: Date.now,
        later,
        newKey: () => crypto.randomUUID(),
        fail: (error) => toasts.show({ text: errorSentence(error, Date.now()) }),
      }),
    [],
  );
  useEffect(() => {
    const ended = new AbortController();
    onChanged((topics) => void model.changed(topics), ended.signal);
    const leave = () => model.close();
    addEventListener('pagehide', leave, { signal: ended.signal });
    const opened = model.open();
    onComposeRequest(
      card.chat,
      ({ is, message }) => {
        const { id, text, entities = [] } = message;
        // After the stored draft, which would take its place.
        void opened.then(() => {
          if (ended.signal.aborted) return;
          if (is === 'reply') model.reply(message);
          else model.edit({ is: 'message', id }, { text, entities });
        });
      },
      ended.signal,
    );
    return () => {
      ended.abort();
      model.close();
    };
  }, [model]);
  return [model, useStore(model)];
}

/** Writing to the open chat: the field, what is on its way, and what waits on Telegram's server. */
export function Composer(props: ComposerProps) {
  const { card, ask, connected, now, onClose, valueFor, picking, onPicking } = props;
  useStyles();
  const [model, state] = useModel(props);
  const [linking, setLinking] = useState<{ from: number; to: number; url: string } | null>(null);
  const [sending, setSending] = useState<AttachKind | 'library' | null>(null);
  const [asking, setAsking] = useState<Asking | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const { rich, editing, replyTo, at, off, files } = state;
  const { account } = card.chat;
  const templates = usePicking({ ...{ ask, account, model, valueFor, picking, onPicking }, onEnter: send });
  useCountdown(off?.until ?? 0);

  useEffect(() => {
    const area = field.current;
    // Who looks for a template types into another field.
    if (!state.loaded || !area || templates.open) return;
    area.focus({ preventScroll: true });
    area.setSelectionRange(area.value.length, area.value.length);
    area.scrollIntoView({ block: 'nearest' });
  }, [state.loaded, editing, templates.open]);

  function selected(): { from: number; to: number } {
    const area = field.current;
    const [from, to] = [area?.selectionStart ?? 0, area?.selectionEnd ?? 0];
    return from === to ? wordAt(rich.text, from) : { from, to };
  }

  function mark(is: Mark): void {
    const { from, to } = selected();
    model.mark(from, to, is);
  }

  function link(): void {
    const { from, to } = selected();
    const known = linkAt(rich, from, to);
    if (known) setLinking(known);
    else if (to > from) setLinking({ from, to, url: '' });
    field.current?.focus();
  }

  function closeLink(): void {
    setLinking(null);
    field.current?.focus();
  }

  async function insert(): Promise<void> {
    const before = rich;
    const there = await model.insert();
    if (there) toasts.show({ text: t('outbox.inserted'), undo: () => model.write(before) });
    else toasts.show({ text: t(whyNotInserted(before.text)) });
  }

  function send(): void {
    if (!disabled) void model.send();
  }

  const nameOf = ({ from }: Pick<Message, 'from'>) =>
    card.people.find(({ peer }) => peer === from)?.name ?? (peerKind(card.chat.peer) === 'user' ? card.title : '');
  const hint = hintOf(state, connected, Date.now());
  const offNow = off !== null && (off.until === undefined || off.until > Date.now()) && !editing;
  const nothing = lengthOf(rich.text) === 0 && (editing !== null || files.length === 0);
  const disabled = nothing || offNow || (editing !== null && lengthOf(rich.text) > LONGEST.text);
  const insertable = lengthOf(rich.text) > 0 && lengthOf(rich.text) <= LONGEST.text;
  const label = editing ? t('outbox.save') : at === null ? t('outbox.send') : t('outbox.schedule');

  return (
    <Island label={t('action.answer')} class="ob">
      <IslandHead title={t('action.answer')}>
        <IconButton size={28} icon={CloseIcon} label={t('outbox.close')} onClick={onClose} />
      </IslandHead>

      <Uploads ask={props.ask} chat={card.chat} />

      <Queue
        items={state.items}
        connected={connected}
        onRetry={(id) => void model.retry(id)}
        onCancel={(id) => void model.cancel(id)}
        onChange={({ id, act }) => {
          if (act.is === 'message' && act.content.is === 'text') model.edit({ is: 'queued', id }, act.content);
        }}
      />

      {templates.picker}

      <form
        class="ob-form"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        {replyTo && !editing && (
          <Quote
            title={
              replyTo.text === undefined
                ? t('outbox.answerToMessage')
                : t('outbox.answerTo', { name: replyTo.out ? t('outbox.you') : nameOf(replyTo) })
            }
            trail={
              <IconButton size={28} icon={CloseIcon} label={t('outbox.dontAnswer')} onClick={() => model.reply(null)} />
            }
          >
            {replyTo.kind && (
              <span class="tz-cut">{messageWords({ text: replyTo.text ?? '', kind: replyTo.kind })}</span>
            )}
          </Quote>
        )}
        {editing && (
          <Quote
            title={t(editing.is === 'scheduled' ? 'outbox.editingScheduled' : 'outbox.editing')}
            trail={
              <IconButton
                size={28}
                icon={CloseIcon}
                label={t('outbox.stopEditing')}
                onClick={() => model.stopEditing()}
              />
            }
          >
            {null}
          </Quote>
        )}
        {templates.shortcuts.view}
        <MessageField
          rich={rich}
          field={field}
          onType={(text, caret) => model.type(text, caret)}
          onMark={mark}
          onLink={link}
          onKey={templates.shortcuts.pressed}
          list={templates.shortcuts.list}
          onSend={send}
          onEscape={() => (editing ? model.stopEditing() : onClose())}
          describedBy={HINT}
        />
        {!editing && <Attachments ask={ask} chat={card.chat} model={model} />}
        {linking && (
          <LinkForm
            url={linking.url}
            onDone={(url) => {
              model.link(linking.from, linking.to, url);
              closeLink();
            }}
            onClose={closeLink}
          />
        )}
        <div class="ob-bar">
          <FormatBar onMark={mark} onLink={link} linking={linking !== null} />
          <span class="tz-grow" />
          {!editing && (
            <>
              <Menu
                size={28}
                icon={AttachIcon}
                label={t('outbox.attach')}
                items={[
                  ...attachItems((kind) => setSending(kind)),
                  { key: 'place', label: t('outbox.placeAct'), onSelect: () => setAsking({ is: 'place' }) },
                  { key: 'contact', label: t('outbox.contactAct'), onSelect: () => setAsking({ is: 'contact' }) },
                ]}
              />
              <IconButton
                size={28}
                icon={BellOffIcon}
                label={t('outbox.silent')}
                pressed={state.silent}
                onClick={() => model.setSilent(!state.silent)}
              />
              <IconButton
                size={28}
                icon={ClockIcon}
                label={t('outbox.later')}
                pressed={at !== null}
                onClick={() => model.schedule(at === null ? inAnHour(Date.now()) : null)}
              />
            </>
          )}
        </div>
        {at !== null && (
          <ScheduleFields
            at={at}
            now={now}
            unlessAnswered={state.unlessAnswered}
            watchable={editing === null}
            onTime={(time) => model.setTime(time)}
            onUnlessAnswered={(on) => model.setUnlessAnswered(on)}
          />
        )}
        <p class="tz-meta ob-hint" id={HINT} role="status">
          {hint}
        </p>
        <div class="ob-foot">
          {!editing && (
            <Button size={32} kind="ghost" disabled={!insertable || state.busy} onClick={() => void insert()}>
              {t('outbox.insert')}
            </Button>
          )}
          <span class="tz-grow" />
          <Button
            size={32}
            kind="filled"
            type="submit"
            busy={state.busy}
            disabled={disabled}
            title={disabled ? hint || t('outbox.nothingYet') : undefined}
            keys={t('outbox.sendKeys')}
          >
            {label}
          </Button>
        </div>
      </form>

      <ScheduledList
        rows={state.scheduled}
        now={now}
        onEdit={({ message: { id, text, entities, date } }) =>
          model.edit({ is: 'scheduled', id, at: date }, { text, entities: entities ?? [] })
        }
        onSendNow={(id) => void model.sendNow(id)}
        onCancel={(id) => void model.unschedule(id)}
      />

      {state.split && (
        <SplitDialog
          parts={state.split}
          later={at !== null}
          busy={state.busy}
          onSend={() => void model.sendSplit()}
          onClose={() => model.keepWriting()}
        />
      )}
      {sending === 'library' && (
        <LibraryDialog
          ask={props.ask}
          chat={card.chat}
          caption={rich}
          silent={state.silent}
          onSent={() => model.wentOut()}
          onClose={() => setSending(null)}
        />
      )}
      {sending && sending !== 'library' && (
        <SendFiles
          ask={props.ask}
          chat={card.chat}
          kind={sending}
          caption={rich}
          silent={state.silent}
          replyTo={replyTo?.id}
          at={at}
          unlessAnswered={state.unlessAnswered}
          onSent={() => model.wentOut()}
          onClose={() => setSending(null)}
        />
      )}
      {asking && <Question asking={asking} model={model} onClose={() => setAsking(null)} />}
    </Island>
  );
}

/** One line under the field: why nothing can be sent, or how much room is left. */
function hintOf({ rich, off, editing }: ComposerState, connected: boolean, now: number): string {
  const left = LONGEST.text - lengthOf(rich.text);
  if (off && !editing && (off.until === undefined || off.until > now)) return offWords(off, now);
  if (left < 0) return t(editing ? 'outbox.overEdit' : 'outbox.over', { n: -left });
  if (!connected) return t('outbox.offline');
  return left <= COUNTED ? t('outbox.left', { n: left }) : '';
}
