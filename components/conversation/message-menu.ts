import type { MenuItem } from '@/components/ui';
import type { Message } from '@/lib/messages/model';
import { t } from '@/lib/words';

/** What is offered at once; Telegram says where it does not take one. */
const REACTIONS = ['👍', '❤', '🔥'];

/** What may be begun with messages. */
export type Begin = 'task' | 'note' | 'log' | 'prove' | 'forward' | 'delete';

export interface MenuActs {
  onReply: (message: Message) => void;
  onEdit: (message: Message) => void;
  /** null takes the reaction back. */
  onReact: (message: Message, emoji: string | null) => void;
  onShow: (message: Message) => void;
  onSelect: (messages: readonly Message[]) => void;
  onBegin: (begin: Begin, messages: readonly Message[]) => void;
}

/** What can be done with a message, or with an album. */
export function menuOf(messages: readonly [Message, ...Message[]], acts: MenuActs): MenuItem[] {
  const [first] = messages;
  const { onReply, onEdit, onReact, onShow, onSelect } = acts;
  const begin = (is: Begin) => () => acts.onBegin(is, messages);
  const editable = messages.find(({ out, text }) => out && text !== '');
  const own = first.reactions?.find((it) => it.own && !it.custom);
  const note: MenuItem[] = [
    { key: 'show', label: t('from.show'), onSelect: () => onShow(first) },
    { key: 'delete', label: t('from.delete'), danger: true, separated: true, onSelect: begin('delete') },
  ];
  if (first.service) return note;
  return [
    { key: 'reply', label: t('from.reply'), onSelect: () => onReply(first) },
    ...(editable ? [{ key: 'edit', label: t('from.edit'), onSelect: () => onEdit(editable) }] : []),
    ...(first.fleeting ? [] : [{ key: 'forward', label: t('from.forward'), onSelect: begin('forward') }]),
    ...(own
      ? [{ key: 'unreact', label: t('from.unreact', { emoji: own.emoji }), onSelect: () => onReact(first, null) }]
      : []),
    ...REACTIONS.filter((emoji) => emoji !== own?.emoji).map((emoji) => ({
      key: emoji,
      label: t('from.react', { emoji }),
      onSelect: () => onReact(first, emoji),
    })),
    ...(first.fleeting || first.bare ? [] : recordItems(begin)),
    { key: 'select', label: t('from.select'), separated: true, onSelect: () => onSelect(messages) },
    ...note,
  ];
}

/** What becomes a record of the CRM. Never of what may not be kept. */
function recordItems(begin: (is: Begin) => () => void): MenuItem[] {
  return [
    { key: 'task', label: t('from.task'), separated: true, onSelect: begin('task') },
    { key: 'note', label: t('from.note'), onSelect: begin('note') },
    { key: 'log', label: t('from.log'), onSelect: begin('log') },
    { key: 'prove', label: t('from.prove'), onSelect: begin('prove') },
  ];
}
