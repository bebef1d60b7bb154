import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { cx } from './class-names';
import { describedBy, FieldShell } from './field';
import { Icon } from './icon';
import { ChevronDownIcon } from './icons';
import { Dot, type DotColor } from './tags';

export interface SelectOption {
  value: string;
  label: string;
  /** Colour of the dot shown while this option is chosen. */
  dot?: DotColor;
  disabled?: boolean;
}

export interface NativeSelectProps {
  label: string;
  /** `inline`: strong words with a chevron, label hidden. `field`: as a field, label above. */
  look?: 'inline' | 'field' | 'meta';
  labelHidden?: boolean;
  value: string;
  onChange: (value: string) => void;
  options: readonly SelectOption[];
  help?: ComponentChildren;
  error?: ComponentChildren;
  disabled?: boolean;
  class?: string;
}

/** A real `<select>`: the system's list, keyboard and type-ahead, with our look. */
export function NativeSelect({
  label,
  look = 'field',
  labelHidden,
  value,
  onChange,
  options,
  help,
  error,
  disabled,
  class: className,
}: NativeSelectProps) {
  const id = useId();
  const chosen = options.find((option) => option.value === value);
  const inField = look === 'field';
  const control = (
    <span
      class={cx('tz-select', `is-${look}`, inField && 'tz-input', !inField && className)}
      data-disabled={disabled ? '' : undefined}
    >
      {chosen?.dot && <Dot color={chosen.dot} />}
      <select
        id={id}
        value={value}
        disabled={disabled}
        aria-label={inField ? undefined : label}
        aria-describedby={describedBy(id, help, error)}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <Icon of={ChevronDownIcon} size={look === 'meta' ? 14 : 16} />
    </span>
  );
  if (!inField) return control;
  return <FieldShell {...{ id, label, labelHidden, help, error, class: className }}>{control}</FieldShell>;
}
