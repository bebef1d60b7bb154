import type { ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { cx } from './class-names';

export interface InlineEditProps {
  /** Accessible name, such as "Deal title". */
  label: string;
  /** What is shown at rest, such as "€48,500". */
  value: string;
  /** What is edited, where it differs from what is shown ("48500"). */
  editValue?: string;
  /** Gets the trimmed words once they differ. Not called for an empty value unless `mayBeEmpty`. */
  onCommit: (value: string) => void;
  /** A sentence about what is wrong with a draft; such a draft is not committed. */
  check?: (draft: string) => string | undefined;
  /** How a draft will be understood ("€38,000"), shown at the end while editing. */
  preview?: (draft: string) => ComponentChildren;
  /** `title`: strong words. `figure`: a large number. `body`: plain words. */
  look?: 'title' | 'figure' | 'body';
  /** Long words wrap (still one line of input: Enter commits). */
  wrap?: boolean;
  mayBeEmpty?: boolean;
  placeholder?: string;
  disabled?: boolean;
  maxLength?: number;
}

/** A real input dressed as text. Enter or leaving it commits, Esc restores. */
export function InlineEdit(props: InlineEditProps) {
  const { label, value, editValue = value, onCommit, check, preview, look = 'body', wrap, mayBeEmpty } = props;
  const { placeholder, disabled, maxLength } = props;
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  // Escape blurs too: the blur must then not commit what was just given up.
  const given = useRef(false);
  const wrong = draft === null ? undefined : check?.(draft.trim());

  function finish(): void {
    const next = (draft ?? '').trim();
    const unchanged = draft === null || next === editValue.trim() || (next === '' && !mayBeEmpty);
    setDraft(null);
    if (given.current || unchanged || check?.(next)) return;
    onCommit(next);
  }

  const shared = {
    class: 'tz-inline-input',
    'aria-label': label,
    'aria-invalid': wrong ? ('true' as const) : undefined,
    'aria-describedby': wrong ? `${id}-error` : undefined,
    value: draft ?? value,
    placeholder,
    disabled,
    maxLength,
    spellcheck: false,
    autocomplete: 'off',
    onFocus: (event: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) => {
      const input = event.currentTarget;
      given.current = false;
      setDraft(editValue);
      // Select what will be edited, once it is in place.
      queueMicrotask(() => document.activeElement === input && input.select());
    },
    onInput: (event: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) =>
      setDraft(event.currentTarget.value.replace(/\s*\n\s*/g, ' ')),
    onKeyDown: (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
      if (event.isComposing) return;
      if (event.key === 'Enter') {
        event.preventDefault();
        if (!wrong) event.currentTarget.blur();
      } else if (event.key === 'Escape') {
        event.stopPropagation();
        given.current = true;
        event.currentTarget.blur();
      }
    },
    onBlur: finish,
  };

  return (
    <div class={cx('tz-inline', `is-${look}`, draft !== null && 'is-editing', wrong && 'is-wrong')}>
      <div class="tz-inline-line">
        {wrap ? <textarea {...shared} rows={1} /> : <input {...shared} type="text" />}
        {draft !== null && preview && !wrong && <span class="tz-meta tz-num">{preview(draft.trim())}</span>}
      </div>
      {wrong && (
        <p class="tz-hint is-error" id={`${id}-error`} role="alert">
          {wrong}
        </p>
      )}
    </div>
  );
}
