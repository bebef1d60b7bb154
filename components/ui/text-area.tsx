import type { ComponentChildren, Ref } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { cx } from './class-names';
import { describedBy, FieldShell } from './field';

export interface TextAreaProps {
  label: string;
  labelHidden?: boolean;
  value: string;
  onInput: (value: string) => void;
  /** Enter sends, Shift Enter breaks the line; without it Enter breaks the line. */
  onSubmit?: () => void;
  onEscape?: () => void;
  /** Lines at rest and at most (then it scrolls). */
  minLines?: number;
  maxLines?: number;
  placeholder?: string;
  help?: ComponentChildren;
  error?: ComponentChildren;
  disabled?: boolean;
  autoFocus?: boolean;
  maxLength?: number;
  inputRef?: Ref<HTMLTextAreaElement>;
  class?: string;
}

/** Several lines that grow with what is typed. */
export function TextArea(props: TextAreaProps) {
  const { label, labelHidden, value, onInput, onSubmit, onEscape, minLines = 2, maxLines = 10, help, error } = props;
  const { placeholder, disabled, autoFocus, maxLength, inputRef, class: className } = props;
  const id = useId();
  const own = useRef<HTMLTextAreaElement | null>(null);

  // Browsers with `field-sizing` grow the area themselves (see fields.css); the others are measured.
  useLayoutEffect(() => {
    const area = own.current;
    if (!area || CSS.supports('field-sizing', 'content')) return;
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight}px`;
  }, [value]);

  return (
    <FieldShell {...{ id, label, labelHidden, help, error, class: className }}>
      <div class={cx('tz-input', 'is-area')} data-disabled={disabled ? '' : undefined}>
        <textarea
          id={id}
          ref={(element) => {
            own.current = element;
            if (typeof inputRef === 'function') inputRef(element);
            else if (inputRef) inputRef.current = element;
          }}
          value={value}
          rows={minLines}
          style={{ '--min-lines': minLines, '--max-lines': maxLines }}
          {...{ placeholder, disabled, autoFocus, maxLength }}
          aria-invalid={error ? 'true' : undefined}
          aria-describedby={describedBy(id, help, error)}
          onInput={(event) => onInput(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.isComposing) return;
            if (event.key === 'Enter' && !event.shiftKey && onSubmit) {
              event.preventDefault();
              onSubmit();
            } else if (event.key === 'Escape' && onEscape) {
              event.stopPropagation();
              onEscape();
            }
          }}
        />
      </div>
    </FieldShell>
  );
}
