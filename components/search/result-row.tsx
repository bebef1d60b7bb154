import type { ComponentChildren } from 'preact';
import { findStage } from '@/components/deals/stages';
import {
  Avatar,
  DealIcon,
  FileIcon,
  Icon,
  type IconDrawing,
  Kbd,
  NoteIcon,
  PersonIcon,
  TaskIcon,
  TemplateIcon,
} from '@/components/ui';
import { peerKind } from '@/lib/chats/model';
import { DEFAULT_PIPELINE } from '@/lib/deals/model';
import type { MessageKind } from '@/lib/messages/model';
import type { SearchResult } from '@/lib/search/contract';
import { t } from '@/lib/words';
import { formatMoney } from '@/lib/words/money';
import { formatPlan } from '@/lib/words/time';
import { Marked } from './marked';

const ICONS: Record<SearchResult['kind'], IconDrawing> = {
  contacts: PersonIcon,
  deals: DealIcon,
  tasks: TaskIcon,
  notes: NoteIcon,
  templates: TemplateIcon,
  messages: PersonIcon,
  files: FileIcon,
};

export interface RowShellProps {
  id: string;
  chosen: boolean;
  disabled?: boolean;
  onChoose: () => void;
  onOpen: () => void;
  children: ComponentChildren;
}

/** A row of the list. The focus stays in the box: the chosen row is told by `aria-activedescendant`. */
export function RowShell({ id, chosen, disabled, onChoose, onOpen, children }: RowShellProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the box hears the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the box
    <div
      id={id}
      class="sr-row"
      role="option"
      aria-selected={chosen}
      aria-disabled={disabled}
      // What is pressed must not take the focus from the box.
      onPointerDown={(event) => event.preventDefault()}
      onPointerMove={() => chosen || onChoose()}
      onClick={onOpen}
    >
      {children}
      {chosen && !disabled && <Kbd>{t('common.enterKey')}</Kbd>}
    </div>
  );
}

/** What one result says of itself, in one line or two. */
export function ResultWords({ result, now }: { result: SearchResult; now: number }) {
  const { kind, title, text, who, peer, message } = result;
  const named = kind === 'contacts' || kind === 'messages';
  const facts = factsOf(result, now);
  return (
    <>
      <span class="sr-lead">
        {named && peer !== null ? (
          <Avatar peer={peer} name={title.text} size={28} square={peerKind(peer) !== 'user'} />
        ) : (
          <Icon of={ICONS[kind]} />
        )}
      </span>
      <span class="sr-words">
        <span class="sr-line">
          <span class="sr-title tz-cut">
            <Marked of={title} />
          </span>
          {(who || facts) && (
            <span class="sr-facts tz-meta tz-cut">{[who, facts].filter((each) => each !== '').join(' · ')}</span>
          )}
        </span>
        {(text || message) && (
          <span class="sr-text tz-meta">{text ? <Marked of={text} /> : carried(message?.kind ?? 'other')}</span>
        )}
      </span>
    </>
  );
}

/** What a message without words is. */
function carried(kind: MessageKind): string {
  return t(`search.media.${kind === 'text' || kind === 'service' ? 'other' : kind}`);
}

function factsOf({ kind, deal, task, message, at, open }: SearchResult, now: number): string {
  if (open?.is === 'contact') return t('search.startChat');
  if (deal) {
    const stage = findStage(DEFAULT_PIPELINE.stages, deal.stage)?.name ?? '';
    return [stage, deal.value ? formatMoney(deal.value) : ''].filter((each) => each !== '').join(' · ');
  }
  if (task) return task.done ? t('search.done') : task.due === null ? '' : formatPlan(task.due, { now });
  const when = kind === 'contacts' || kind === 'templates' ? '' : formatPlan(at, { now });
  return message?.out ? `${t('search.you')} · ${when}` : when;
}
