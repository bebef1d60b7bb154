import type { ButtonHTMLAttributes, ComponentChildren, Ref, TargetedMouseEvent } from 'preact';
import { t } from '@/lib/words';
import { cx } from './class-names';
import { Icon } from './icon';
import type { IconDrawing } from './icons';

type Native = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'size' | 'icon' | 'label' | 'ref'>;

export interface ButtonProps extends Native {
  /**
   * `filled`: the surface's one likeliest next act. `soft`: tint. `plain`: grey. `ghost`: words only.
   * `danger`: red words. `dangerFilled`: the act of a dialog that cannot be undone.
   */
  kind?: 'filled' | 'soft' | 'plain' | 'ghost' | 'danger' | 'dangerFilled';
  /** Height in pixels; 32 in rows, 48 at first run only. */
  size?: 32 | 40 | 48;
  /** As wide as its container. */
  wide?: boolean;
  /** The act is under way: the button keeps its size and focus and ignores presses. */
  busy?: boolean;
  icon?: IconDrawing;
  /** A key that does the same, shown as a cap after the words. */
  keys?: string;
  buttonRef?: Ref<HTMLButtonElement>;
  children?: ComponentChildren;
}

/** A button with words. Its type is `button` unless told `submit`. */
export function Button({
  kind = 'plain',
  size = 40,
  wide,
  busy,
  icon,
  keys,
  buttonRef,
  children,
  class: className,
  onClick,
  ...rest
}: ButtonProps) {
  // A busy button stays focusable, so it must refuse presses (and a form's Enter, which arrives as a click) itself.
  const press = busy ? (event: TargetedMouseEvent<HTMLButtonElement>) => event.preventDefault() : onClick;
  return (
    <button
      type="button"
      {...rest}
      ref={buttonRef}
      class={cx(
        'tz-button',
        `is-${kind}`,
        size !== 40 && `is-${size}`,
        wide && 'is-wide',
        busy && 'is-busy',
        className as string,
      )}
      aria-busy={busy ? 'true' : undefined}
      aria-disabled={busy ? 'true' : undefined}
      onClick={press}
    >
      {icon && <Icon of={icon} size={size === 32 ? 18 : 20} />}
      <span class="tz-button-words">{children}</span>
      {keys && (
        <span class="tz-kbd" aria-hidden="true">
          {keys}
        </span>
      )}
      {busy && (
        <span class="tz-button-busy" role="img" aria-label={t('common.busy')}>
          <i />
          <i />
          <i />
        </span>
      )}
    </button>
  );
}

export interface IconButtonProps extends Native {
  icon: IconDrawing;
  /** What it does: its accessible name and its tooltip. */
  label: string;
  size?: 28 | 36;
  /** For toggles: whether it is on. */
  pressed?: boolean;
  buttonRef?: Ref<HTMLButtonElement>;
}

export function IconButton({ icon, label, size = 36, pressed, buttonRef, class: className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      title={label}
      {...rest}
      ref={buttonRef}
      aria-label={label}
      aria-pressed={pressed}
      class={cx('tz-icon-button', size === 28 && 'is-28', className as string)}
    >
      <Icon of={icon} size={size === 28 ? 18 : 20} />
    </button>
  );
}
