import { useState } from 'preact/hooks';
import { DeleteDialog, ForwardDialog } from '@/components/outbox/dialogs';
import { Dialog, Field, NativeSelect, TextArea } from '@/components/ui';
import { fromLocalInput } from '@/components/ui/due-time';
import type { ChatCard } from '@/lib/chats/contract';
import { peerKind } from '@/lib/chats/model';
import { PROVABLE, type Provable } from '@/lib/deals/model';
import type { Message } from '@/lib/messages/model';
import { t } from '@/lib/words';
import { type MessageActs, quoteOf } from './message-acts';
import type { Begin } from './message-menu';
import { QuotedLines } from './quoted-lines';
import { digest, type Names } from './words';

export interface FromMessagesProps {
  begin: Begin;
  messages: readonly Message[];
  card: ChatCard;
  names: Names;
  acts: MessageActs;
  /** `done`: the messages were used. */
  onClose: (done: boolean) => void;
}

/** The question that stands between messages and what becomes of them. */
export function FromMessages(props: FromMessagesProps) {
  const { begin, messages, card, acts, onClose } = props;
  const { account, peer } = card.chat;
  const ids = messages.map(({ id }) => id);
  switch (begin) {
    case 'task':
      return <TaskDialog {...props} />;
    case 'note':
      return <NoteDialog {...props} />;
    case 'log':
    case 'prove':
      return <DealDialog {...props} />;
    case 'forward':
      return (
        <ForwardDialog
          targets={() => acts.targets()}
          hasCaption={messages.some(({ media, text }) => media?.is === 'file' && text !== '')}
          onClose={() => onClose(false)}
          onForward={(to, how) => {
            onClose(true);
            void acts.forward(ids, to, how);
          }}
        />
      );
    case 'delete':
      return (
        <DeleteDialog
          count={ids.length}
          alsoFor={peerKind(peer) === 'user' ? card.title : null}
          canChoose={peerKind(peer) !== 'channel' && peer !== account}
          onClose={() => onClose(false)}
          onDelete={(forAll) => {
            onClose(true);
            void acts.remove(ids, forAll);
          }}
        />
      );
  }
}

function TaskDialog({ messages, card, names, acts, onClose }: FromMessagesProps) {
  const source = quoteOf(card.chat, messages, names);
  const [title, setTitle] = useState(() => titleFrom(messages, names));
  const [due, setDue] = useState('');
  async function add(): Promise<void> {
    if (title.trim() === '') return;
    if (await acts.addTask(title.trim(), fromLocalInput(due), source)) onClose(true);
  }
  return (
    <Dialog
      open
      title={t('from.task')}
      safeLabel={t('common.cancel')}
      actLabel={t('task.add')}
      onAct={() => void add()}
      onClose={() => onClose(false)}
    >
      <QuotedLines source={source} />
      <Field label={t('task.what')} value={title} maxLength={500} autoFocus autocomplete="off" onInput={setTitle} />
      <Field type="datetime-local" label={t('task.due')} value={due} onInput={setDue} />
    </Dialog>
  );
}

function NoteDialog({ messages, card, names, acts, onClose }: FromMessagesProps) {
  const source = quoteOf(card.chat, messages, names);
  const [text, setText] = useState('');
  async function add(): Promise<void> {
    if (await acts.addNote(text.trim(), source)) onClose(true);
  }
  return (
    <Dialog
      open
      title={t('from.note')}
      safeLabel={t('common.cancel')}
      actLabel={t('from.noteAct')}
      onAct={() => void add()}
      onClose={() => onClose(false)}
    >
      <QuotedLines source={source} />
      <TextArea label={t('from.noteLabel')} value={text} maxLength={20_000} autoFocus onInput={setText} />
    </Dialog>
  );
}

const FIELDS = { title: 'deal.title', value: 'deal.value', stage: 'deal.stage' } as const;

function DealDialog({ begin, messages, card, names, acts, onClose }: FromMessagesProps) {
  const source = quoteOf(card.chat, messages, names);
  const [deal, setDeal] = useState(card.deals[0]?.id ?? '');
  const [field, setField] = useState<string>('value');
  const proves = begin === 'prove';
  async function act(): Promise<void> {
    const proved = PROVABLE.find((one): one is Provable => one === field);
    if (deal === '') return onClose(false);
    const done = proves && proved ? acts.prove(deal, proved, source) : acts.addNote('', source, deal);
    if (await done) onClose(true);
  }
  return (
    <Dialog
      open
      title={t(proves ? 'from.prove' : 'from.log')}
      safeLabel={t('common.cancel')}
      actLabel={t(deal === '' ? 'from.noDealAct' : proves ? 'from.proveAct' : 'from.logAct')}
      onAct={() => void act()}
      onClose={() => onClose(false)}
    >
      <QuotedLines source={source} />
      {deal === '' ? (
        <p>{t('from.noDeal')}</p>
      ) : (
        <>
          <NativeSelect
            label={t('deal.one')}
            value={deal}
            options={card.deals.map(({ id, title }) => ({ value: id, label: title }))}
            onChange={setDeal}
          />
          {proves && (
            <NativeSelect
              label={t('from.field')}
              value={field}
              options={PROVABLE.map((one) => ({ value: one, label: t(FIELDS[one]) }))}
              onChange={setField}
            />
          )}
        </>
      )}
    </Dialog>
  );
}

/** The first words, as a task is called. */
function titleFrom(messages: readonly Message[], names: Names): string {
  const [first] = messages;
  const words = first ? digest(first, names) : '';
  return words.length > 120 ? `${words.slice(0, 119).trimEnd()}…` : words;
}
