import type { ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { IconButton } from './button';
import { cx } from './class-names';
import { Icon } from './icon';
import { CheckIcon, type IconDrawing, MoreIcon } from './icons';
import { Dot, type DotColor } from './tags';

export interface MenuItem {
  key: string;
  label: string;
  icon?: IconDrawing;
  dot?: DotColor;
  /** A key that does the same ("Del"). */
  keys?: string;
  /** Red, and by habit last after a line. */
  danger?: boolean;
  disabled?: boolean;
  /** The one of several that holds now. */
  checked?: boolean;
  /** A line above it. */
  separated?: boolean;
  onSelect: () => void;
}

export interface MenuProps {
  /** Names the menu and its button. */
  label: string;
  items: readonly MenuItem[];
  icon?: IconDrawing;
  size?: 28 | 36;
  /** The button's content instead of an icon. */
  children?: ComponentChildren;
  class?: string;
}

/** Where a menu of a size goes: under its button, inside the window, above where there is no room below. */
export function placeMenu(
  button: { left: number; right: number; top: number; bottom: number },
  menu: { width: number; height: number },
  view: { width: number; height: number },
): { left: number; top: number } {
  const gap = 4;
  const edge = 8;
  const fromRight = button.left + menu.width > view.width - edge;
  const left = fromRight ? button.right - menu.width : button.left;
  const below = button.bottom + gap;
  const above = button.top - gap - menu.height;
  const top = below + menu.height > view.height - edge && above >= edge ? above : below;
  return {
    left: Math.max(edge, Math.min(left, view.width - edge - menu.width)),
    top: Math.max(edge, Math.min(top, view.height - edge - menu.height)),
  };
}

/** A button that opens a list of acts in a native popover (closes on Esc and on a press outside). */
export function Menu({ label, items, icon = MoreIcon, size = 36, children, class: className }: MenuProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);

  const choices = () => [
    ...(menu.current?.querySelectorAll<HTMLButtonElement>('[role^=menuitem]:not(:disabled)') ?? []),
  ];

  function move(key: string): boolean {
    const list = choices();
    const at = list.indexOf(document.activeElement as HTMLButtonElement);
    let next: HTMLButtonElement | undefined;
    if (key === 'ArrowDown') next = list[(at + 1) % list.length];
    else if (key === 'ArrowUp') next = list[(at <= 0 ? list.length : at) - 1];
    else if (key === 'Home') next = list[0];
    else if (key === 'End') next = list[list.length - 1];
    else if (key.length === 1 && key !== ' ') {
      const from = [...list.slice(at + 1), ...list.slice(0, at + 1)];
      next = from.find((item) => item.textContent?.trim().toLowerCase().startsWith(key.toLowerCase()));
    }
    next?.focus();
    return next !== undefined;
  }

  function onToggle(opened: boolean): void {
    setOpen(opened);
    const list = menu.current;
    if (!opened || !list || !trigger.current) return;
    const place = placeMenu(
      trigger.current.getBoundingClientRect(),
      { width: list.offsetWidth, height: list.offsetHeight },
      { width: innerWidth, height: innerHeight },
    );
    list.style.left = `${place.left}px`;
    list.style.top = `${place.top}px`;
    choices()[0]?.focus();
  }

  const button = {
    popovertarget: id,
    'aria-haspopup': 'menu' as const,
    'aria-expanded': open,
    buttonRef: trigger,
  };
  return (
    <>
      {children === undefined ? (
        <IconButton {...button} icon={icon} label={label} size={size} class={className} />
      ) : (
        <button
          type="button"
          {...{ ...button, buttonRef: undefined }}
          ref={trigger}
          aria-label={label}
          class={className}
        >
          {children}
        </button>
      )}
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        class="tz-menu"
        tabIndex={-1}
        onToggle={(event) => onToggle((event as ToggleEvent).newState === 'open')}
        onKeyDown={(event) => {
          if (event.key === 'Tab') menu.current?.hidePopover();
          else if (!event.ctrlKey && !event.metaKey && !event.altKey && move(event.key)) event.preventDefault();
        }}
      >
        {items.map((item) => [
          item.separated && <hr class="tz-sep" key={`${item.key}-line`} />,
          // biome-ignore lint/a11y/useAriaPropsSupportedByRole: aria-checked is set with the radio role only
          <button
            type="button"
            key={item.key}
            role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
            aria-checked={item.checked}
            disabled={item.disabled}
            tabIndex={-1}
            class={cx('tz-menu-item', item.danger && 'is-danger')}
            onClick={() => {
              menu.current?.hidePopover();
              trigger.current?.focus();
              item.onSelect();
            }}
          >
            {item.icon && <Icon of={item.icon} />}
            {item.dot && <Dot color={item.dot} />}
            <span class="tz-grow">{item.label}</span>
            {item.checked && <Icon of={CheckIcon} size={16} />}
            {item.keys && <kbd class="tz-kbd">{item.keys}</kbd>}
          </button>,
        ])}
      </div>
    </>
  );
}
