import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { Checkbox, ChevronDownIcon, cx, IconButton, Menu, type MenuItem, toasts } from '@/components/ui';
import { peerKind } from '@/lib/chats/model';
import type { Message } from '@/lib/messages/model';
import { t } from '@/lib/words';
import { formatDay } from '@/lib/words/time';
import type { ConversationModel, ConversationState } from './conversation-model';
import { MessageRow } from './message-row';
import { type Row, rowsOf } from './timeline';
import { rowOf, useScrolling } from './use-scrolling';
import { digest, senderName, shortened } from './words';

export interface MessageListProps {
  model: ConversationModel;
  state: ConversationState;
  peer: number;
  now: number;
  /** Before the oldest message: why there is nothing older. */
  before: ComponentChildren;
  menu: (messages: Shown['messages']) => MenuItem[];
  selected: ReadonlySet<number>;
  onSelect: (messages: readonly Message[], selected: boolean) => void;
  onUnselect: () => void;
  onClose: () => void;
}

type Shown = Extract<Row, { is: 'message' }>;

/** Goes to a message, or says that it is not there. */
export async function goTo(model: ConversationModel, id: number): Promise<void> {
  if (!(await model.show(id))) toasts.show({ text: t('conversation.notFound') });
}

/** The messages under their days. Arrow keys go from one to the next, Enter says what can be done, Space selects, Esc closes. */
export function MessageList(props: MessageListProps) {
  const { model, state, peer, now, before, menu, selected, onSelect, onUnselect, onClose } = props;
  const { messages, missing, names, answered, target } = state;
  const { box, atEnd, onScroll, toEnd } = useScrolling(model, state);
  const [active, setActive] = useState<string | null>(null);
  const [hovered, setHovered] = useState<string | null>(null);
  const selecting = selected.size > 0;
  const rows = useMemo(() => rowsOf(messages, missing), [messages, missing]);
  const shown = useMemo(() => rows.filter((row): row is Shown => row.is === 'message'), [rows]);
  const byId = useMemo(() => new Map(messages.map((message) => [message.id, message])), [messages]);
  const stop = shown.some(({ key }) => key === active) ? active : shown.at(-1)?.key;
  const named = peerKind(peer) !== 'user';

  function pressed(event: KeyboardEvent): void {
    const element = box.current;
    if (!element || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!(event.target instanceof HTMLElement) || event.target.closest('.tz-menu')) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      if (selecting) onUnselect();
      else onClose();
      return;
    }
    if (!event.target.matches('[data-message]')) return;
    const row = shown.find(({ key }) => key === stop);
    if (event.key === ' ' && row && !row.messages[0].service) {
      event.preventDefault();
      onSelect(row.messages, !selected.has(row.messages[0].id));
      return;
    }
    if (event.key === 'Enter' || event.key === 'ContextMenu') {
      event.preventDefault();
      event.target.querySelector<HTMLElement>('[aria-haspopup=menu]')?.click();
      return;
    }
    const at = shown.findIndex(({ key }) => key === stop);
    const next = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: shown.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const to = shown[next];
    if (to) rowOf(element, to.key)?.focus();
    else if (next < 0) void model.older();
  }

  return (
    <div class="cv-frame">
      <div
        ref={box}
        class="cv-list"
        role="feed"
        aria-label={t('conversation.title')}
        aria-busy={state.loading !== null}
        onScroll={onScroll}
        onKeyDown={pressed}
      >
        <div class="cv-before">{before}</div>
        {rows.map((row) => {
          if (row.is === 'day') {
            return (
              <h3 key={row.key} class="cv-day">
                {formatDay(row.at, { now })}
              </h3>
            );
          }
          if (row.is === 'missing') {
            return (
              <p key={row.key} class="cv-service">
                {t('conversation.missing')}
              </p>
            );
          }
          const [first] = row.messages;
          const words = digest(first, names);
          const isSelected = selected.has(first.id);
          return (
            <article
              key={row.key}
              data-message={row.key}
              class={cx(
                'cv-row',
                first.out && 'is-out',
                row.head && 'is-head',
                isSelected && 'is-selected',
                target?.id === first.id && 'is-target',
              )}
              aria-label={`${senderName(first, names)}: ${words}`}
              tabIndex={row.key === stop ? 0 : -1}
              onFocus={() => setActive(row.key)}
              onPointerEnter={() => document.querySelector('.tz-menu:popover-open') || setHovered(row.key)}
            >
              {selecting && !first.service && (
                <Checkbox
                  round
                  checked={isSelected}
                  name={t('from.isSelected', { text: shortened(words) })}
                  onChange={(checked) => onSelect(row.messages, checked)}
                />
              )}
              <MessageRow
                row={row}
                names={names}
                named={named}
                answered={(id) => byId.get(id) ?? answered.get(id)}
                onShow={(id) => void goTo(model, id)}
              />
              {(row.key === hovered || row.key === stop) && (
                <Menu
                  size={28}
                  class="cv-more"
                  label={t('from.acts', { text: shortened(words) })}
                  items={menu(row.messages)}
                />
              )}
            </article>
          );
        })}
      </div>
      {(!atEnd || state.hasNewer) && (
        <span class="cv-to-end">
          <IconButton icon={ChevronDownIcon} label={t('conversation.newest')} onClick={toEnd} />
        </span>
      )}
    </div>
  );
}
