import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { cx } from './class-names';
import { Icon } from './icon';
import { CheckIcon } from './icons';

export interface CheckboxProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  /** The words beside it; a click on them counts. Without them, give `name`. */
  children?: ComponentChildren;
  /** Accessible name where no words are shown. */
  name?: string;
  /** Round: a task's check. */
  round?: boolean;
  overdue?: boolean;
  disabled?: boolean;
}

export function Checkbox({ checked, onChange, children, name, round, overdue, disabled }: CheckboxProps) {
  const id = useId();
  const box = (
    <span class={cx('tz-check', round && 'is-round', overdue && 'is-overdue')}>
      <input
        id={id}
        type="checkbox"
        checked={checked}
        disabled={disabled}
        aria-label={children ? undefined : name}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <Icon of={CheckIcon} size={14} />
    </span>
  );
  if (!children) return box;
  return (
    <label class="tz-choice" for={id}>
      {box}
      <span class="tz-choice-words">{children}</span>
    </label>
  );
}

export interface SwitchProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  /** The words of its row; the whole row can be pressed. */
  children?: ComponentChildren;
  /** A second, smaller line. */
  help?: ComponentChildren;
  /** Accessible name where no words are shown. */
  name?: string;
  disabled?: boolean;
}

/** On or off, taking effect at once. With words it is a whole settings row. */
export function Switch({ checked, onChange, children, help, name, disabled }: SwitchProps) {
  const id = useId();
  const control = (
    <input
      id={id}
      class="tz-switch"
      type="checkbox"
      role="switch"
      checked={checked}
      aria-checked={checked}
      disabled={disabled}
      aria-label={children ? undefined : name}
      aria-describedby={help ? `${id}-help` : undefined}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
  if (!children) return control;
  return (
    <div class="tz-switch-row">
      <label for={id}>
        <span class="tz-grow">{children}</span>
        {control}
      </label>
      {help && (
        <p class="tz-meta" id={`${id}-help`}>
          {help}
        </p>
      )}
    </div>
  );
}
