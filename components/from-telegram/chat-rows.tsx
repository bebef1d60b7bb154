import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Avatar, BotIcon, Checkbox, Chip, cx } from '@/components/ui';
import { useRows } from '@/components/ui/use-rows';
import type { OfferedChat } from '@/lib/sync/contract';
import { t } from '@/lib/words';
import { formatDate } from '@/lib/words/time';

const ROW_HEIGHT = 56;

export interface ChatRowsProps {
  chats: readonly OfferedChat[];
  chosen: ReadonlySet<number>;
  now: number;
  onChoose: (peer: number, choose: boolean) => void;
}

/** Chats to tick, thousands of them. Arrow keys go between them, space ticks. */
export function ChatRows({ chats, chosen, now, onChoose }: ChatRowsProps) {
  const list = useRef<HTMLUListElement>(null);
  const rows = useRows(list, chats.length, ROW_HEIGHT);
  // The row that the keys went to last stays drawn, wherever the list is scrolled: it has the focus.
  const [goTo, setGoTo] = useState({ row: -1 });
  const wanted = chats[goTo.row];
  const drawn = chats.slice(rows.first, rows.end).map((chat, index) => ({ chat, row: rows.first + index }));
  if (wanted && !drawn.some(({ row }) => row === goTo.row)) drawn.push({ chat: wanted, row: goTo.row });
  const virtual = drawn.length < chats.length;

  useLayoutEffect(() => {
    list.current?.querySelector<HTMLInputElement>(`[data-row="${goTo.row}"] input`)?.focus();
  }, [goTo]);

  function move(event: KeyboardEvent): void {
    const at = Number((event.target as HTMLElement).closest('[data-row]')?.getAttribute('data-row'));
    const last = chats.length - 1;
    const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last }[event.key];
    if (target === undefined || Number.isNaN(at)) return;
    event.preventDefault();
    setGoTo({ row: Math.max(0, Math.min(last, target)) });
  }

  return (
    <ul
      ref={list}
      class={cx('ft-rows', virtual && 'is-virtual')}
      style={virtual ? { '--rows': chats.length } : undefined}
      onKeyDown={move}
    >
      {drawn.map(({ chat, row }) => (
        <li key={chat.peer} data-row={row} style={virtual ? { top: `${row * ROW_HEIGHT}px` } : undefined}>
          <Row chat={chat} now={now} chosen={chosen.has(chat.peer)} onChoose={onChoose} />
        </li>
      ))}
      {virtual && <li class="ft-space" aria-hidden="true" />}
    </ul>
  );
}

interface RowProps {
  chat: OfferedChat;
  now: number;
  chosen: boolean;
  onChoose: ChatRowsProps['onChoose'];
}

function Row({ chat, now, chosen, onChoose }: RowProps) {
  const { peer, title, kind, tracked } = chat;
  const group = peer < 0;
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the check box inside is its control
    <label class={cx('ft-row', chosen && 'is-selected')}>
      <Checkbox
        name={title}
        checked={tracked || chosen}
        disabled={tracked}
        onChange={(checked) => onChoose(peer, checked)}
      />
      <Avatar peer={peer} name={title} square={group} size={36} {...(kind === 'bot' ? { icon: BotIcon } : {})} />
      <span class="tz-list-words">
        <bdi class="tz-cut">{title}</bdi>
        <span class="tz-meta tz-cut">{factsOf(chat)}</span>
      </span>
      {tracked && <Chip small>{t('track.inTez')}</Chip>}
      {chat.lastAt > 0 && <span class="tz-meta tz-num">{formatDate(chat.lastAt, { now })}</span>}
    </label>
  );
}

function factsOf({ kind, username, members }: OfferedChat): string {
  // Only these kinds are listed (lib/sync/service).
  const of = kind === 'user' || kind === 'bot' || kind === 'group' || kind === 'channel' ? kind : 'supergroup';
  const facts = [t(`track.kind.${of}`)];
  if (username) facts.push(`@${username}`);
  if (members) facts.push(t('track.members', { n: members }));
  return facts.join(' · ');
}
