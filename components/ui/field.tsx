import type { ComponentChildren, InputHTMLAttributes, Ref } from 'preact';
import { useId, useState } from 'preact/hooks';
import { t } from '@/lib/words';
import { IconButton } from './button';
import { cx } from './class-names';
import { EyeIcon, EyeOffIcon } from './icons';

export interface FieldShellProps {
  id: string;
  label: string;
  /** Keeps the label for assistive tools only. */
  labelHidden?: boolean;
  help?: ComponentChildren;
  error?: ComponentChildren;
  class?: string;
  children: ComponentChildren;
}

/** The ids of what describes a control, for its `aria-describedby`. */
export function describedBy(id: string, help: unknown, error: unknown): string | undefined {
  return error ? `${id}-error` : help ? `${id}-help` : undefined;
}

/** Label above, help or error below: shared by all fields. An error takes the help's place and is read out. */
export function FieldShell({ id, label, labelHidden, help, error, class: className, children }: FieldShellProps) {
  return (
    <div class={cx('tz-field', error && 'is-wrong', className)}>
      <label class={labelHidden ? 'tz-sr' : 'tz-label'} for={id}>
        {label}
      </label>
      {children}
      {help && !error && (
        <p class="tz-hint" id={`${id}-help`}>
          {help}
        </p>
      )}
      <div aria-live="polite">
        {error && (
          <p class="tz-hint is-error" id={`${id}-error`}>
            {error}
          </p>
        )}
      </div>
    </div>
  );
}

type Native = Omit<InputHTMLAttributes<HTMLInputElement>, 'onInput' | 'value' | 'label' | 'size' | 'ref' | 'class'>;

export interface FieldProps extends Native {
  label: string;
  labelHidden?: boolean;
  value: string;
  onInput: (value: string) => void;
  /** Below the field; replaced by the error. */
  help?: ComponentChildren;
  error?: ComponentChildren;
  /** `password` gets a button that shows what was typed. */
  type?: 'text' | 'password' | 'tel' | 'search' | 'email' | 'url' | 'datetime-local' | 'date' | 'time' | 'number';
  /** Before and after the words inside the field: an icon, a unit, a key cap. */
  before?: ComponentChildren;
  after?: ComponentChildren;
  /** 36 px high, for use inside rows. */
  dense?: boolean;
  inputRef?: Ref<HTMLInputElement>;
  class?: string;
}

/** A labelled single-line input. */
export function Field({
  label,
  labelHidden,
  value,
  onInput,
  help,
  error,
  type = 'text',
  before,
  after,
  dense,
  inputRef,
  class: className,
  id: givenId,
  ...rest
}: FieldProps) {
  const ownId = useId();
  const id = typeof givenId === 'string' ? givenId : ownId;
  const [shown, setShown] = useState(false);
  return (
    <FieldShell {...{ id, label, labelHidden, help, error, class: className }}>
      <div class={cx('tz-input', dense && 'is-dense')} data-disabled={rest.disabled ? '' : undefined}>
        {before}
        <input
          {...rest}
          id={id}
          ref={inputRef}
          type={type === 'password' && shown ? 'text' : type}
          value={value}
          aria-invalid={error ? 'true' : undefined}
          aria-describedby={describedBy(id, help, error)}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
        {after}
        {type === 'password' && (
          <IconButton
            size={28}
            icon={shown ? EyeOffIcon : EyeIcon}
            label={t(shown ? 'common.hidePassword' : 'common.showPassword')}
            disabled={rest.disabled === true}
            onClick={() => setShown(!shown)}
          />
        )}
      </div>
    </FieldShell>
  );
}
