import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { cx } from './class-names';
import { describedBy, Field, FieldShell } from './field';

export interface CodeFieldProps {
  label: string;
  labelHidden?: boolean;
  /** Number of digits; 0 where Telegram does not say, then a plain field is shown. */
  length: number;
  value: string;
  /** Gets digits only, at most `length`. */
  onInput: (digits: string) => void;
  /** Called once the last digit is in. */
  onComplete?: (digits: string) => void;
  help?: ComponentChildren;
  error?: ComponentChildren;
  disabled?: boolean;
  autoFocus?: boolean;
}

/** The digits of what was typed or pasted ("Login code: 40 712" gives 40712), cut to `length` (0: as they are). */
export function codeDigits(typed: string, length: number): string {
  const digits = typed.replace(/\D/g, '');
  return length > 0 ? digits.slice(0, length) : digits;
}

function caretToEnd(input: HTMLInputElement): void {
  const end = input.value.length;
  if (input.selectionStart === input.selectionEnd) input.setSelectionRange(end, end);
}

/**
 * A code of several digits. The cells are a picture drawn over one real input, so that paste, autofill, undo and
 * screen readers work as in any field.
 */
export function CodeField(props: CodeFieldProps) {
  const { label, labelHidden, length, value, onInput, onComplete, help, error, disabled, autoFocus } = props;
  const id = useId();
  const [focused, setFocused] = useState(false);

  function take(typed: string): void {
    const digits = codeDigits(typed, length);
    onInput(digits);
    if (length > 0 && digits.length === length && digits !== value) onComplete?.(digits);
  }

  const native = {
    inputMode: 'numeric',
    autocomplete: 'one-time-code',
    spellcheck: false,
    disabled,
    autoFocus,
  } as const;
  if (length <= 0) return <Field {...native} {...{ label, labelHidden, value, help, error }} onInput={take} />;

  return (
    <FieldShell {...{ id, label, labelHidden, help, error }}>
      <div class={cx('tz-code', focused && 'is-focused')} style={{ '--cells': length }}>
        {Array.from({ length }, (_, index) => (
          <span
            key={index}
            aria-hidden="true"
            class={cx(
              'tz-code-cell',
              index === Math.min(value.length, length - 1) && 'is-next',
              index < value.length && 'is-full',
            )}
          >
            {value[index]}
          </span>
        ))}
        <input
          {...native}
          id={id}
          type="text"
          value={value}
          aria-invalid={error ? 'true' : undefined}
          aria-describedby={describedBy(id, help, error)}
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
          // The caret is not drawn, so before anything goes in it must stand where the lit cell is: at the end.
          onClick={(event) => caretToEnd(event.currentTarget)}
          onKeyDown={(event) => caretToEnd(event.currentTarget)}
          onPaste={(event) => caretToEnd(event.currentTarget)}
          onInput={(event) => {
            take(event.currentTarget.value);
            event.currentTarget.value = codeDigits(event.currentTarget.value, length);
          }}
        />
      </div>
    </FieldShell>
  );
}
