import type { Ref } from 'preact';
import { cx } from './class-names';
import { Field } from './field';
import { Icon } from './icon';
import { SearchIcon } from './icons';

export interface FindFieldProps {
  /** What is looked for; stands in the empty field, too. */
  label: string;
  value: string;
  onInput: (value: string) => void;
  inputRef?: Ref<HTMLInputElement>;
  class?: string;
}

/** A search among what a page of the workspace shows. Esc empties it. */
export function FindField({ label, value, onInput, inputRef, class: more }: FindFieldProps) {
  return (
    <Field
      class={cx(more)}
      label={label}
      labelHidden
      type="search"
      placeholder={label}
      value={value}
      onInput={onInput}
      autocomplete="off"
      inputRef={inputRef}
      before={<Icon of={SearchIcon} />}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onInput('');
      }}
    />
  );
}
