import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import type { RichText } from '@/lib/messages/content';
import { type Mark, type Run, runsOf } from '@/lib/outbox/marks';
import { t } from '@/lib/words';

export interface MessageFieldProps {
  rich: RichText;
  field: RefObject<HTMLTextAreaElement>;
  onType: (text: string, caret: number) => void;
  onMark: (mark: Mark) => void;
  onLink: () => void;
  /** Without it Enter breaks the line. */
  onSend?: () => void;
  onEscape?: () => void;
  /** Hears each key first; whether it was taken. */
  onKey?: (event: KeyboardEvent) => boolean;
  /** The id of what is said about it. */
  describedBy?: string | undefined;
  label?: string;
  placeholder?: string;
  invalid?: boolean;
  /** A list that the field's keys choose in. */
  list?: { id: string; active: string } | null;
}

/** Keys by their place, so that they work in every keyboard layout. */
const MARK_KEYS: Readonly<Record<string, Mark>> = {
  KeyB: 'bold',
  KeyI: 'italic',
  KeyU: 'underline',
  'Shift+KeyM': 'code',
  'Shift+KeyP': 'spoiler',
  'Shift+KeyX': 'strike',
};

/**
 * A plain text area; Enter sends and Shift Enter breaks the line, as in Telegram. Its marks are drawn by a layer of the
 * same words behind it: whatever a browser, a screen reader or a dictation does with a text area works. No mark changes
 * the width of a letter, so both layers break alike.
 */
export function MessageField(props: MessageFieldProps) {
  const { rich, field, onType, onMark, onLink, onSend, onEscape, onKey, describedBy, invalid, list } = props;
  const layer = useRef<HTMLDivElement>(null);
  const marked = rich.entities.length > 0;

  function pressed(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const command = event.ctrlKey || event.metaKey;
    if (onKey?.(event)) {
      event.stopPropagation();
      event.preventDefault();
    } else if (event.key === 'Escape' && onEscape) {
      event.stopPropagation();
      event.preventDefault();
      onEscape();
    } else if (event.key === 'Enter' && !event.shiftKey && !event.altKey && onSend) {
      event.preventDefault();
      onSend();
    } else if (command && !event.altKey) {
      const mark = MARK_KEYS[`${event.shiftKey ? 'Shift+' : ''}${event.code}`];
      if (!mark && event.code !== 'KeyK') return;
      event.preventDefault();
      if (mark) onMark(mark);
      else onLink();
    }
  }

  return (
    <div class="tz-input is-area ob-field" data-marked={marked ? '' : undefined}>
      <div class="ob-layers">
        <div class="ob-layer" ref={layer} aria-hidden="true">
          {marked && runsOf(rich).map((run, i) => <RunView key={`${i}-${run.text}`} run={run} />)}
          {/* A last line that is empty counts in the text area. */}
          {marked && '\n'}
        </div>
        <textarea
          ref={field}
          rows={3}
          aria-label={props.label ?? t('outbox.message')}
          aria-describedby={describedBy}
          aria-invalid={invalid ? 'true' : undefined}
          aria-controls={list?.id}
          aria-activedescendant={list?.active}
          placeholder={props.placeholder ?? t('outbox.placeholder')}
          value={rich.text}
          onInput={({ currentTarget: area }) => onType(area.value, area.selectionEnd)}
          onKeyDown={pressed}
          onScroll={({ currentTarget: area }) => {
            if (layer.current) layer.current.scrollTop = area.scrollTop;
          }}
        />
      </div>
    </div>
  );
}

function RunView({ run: { text, marks } }: { run: Run }) {
  return <span class={marks.map(({ is }) => `is-${is}`).join(' ')}>{text}</span>;
}
