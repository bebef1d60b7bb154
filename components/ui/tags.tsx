import type { ComponentChildren } from 'preact';
import { t } from '@/lib/words';
import { formatAge } from '@/lib/words/time';
import { cx } from './class-names';
import { Icon } from './icon';
import { CheckIcon, CloseIcon, type IconDrawing, SnoozeIcon, WaitingIcon, WarningIcon } from './icons';

export interface ChipProps {
  /** `due` amber: today. `late` red, with a triangle: overdue. `accent`: proof, link. `ok`: won. */
  tone?: 'neutral' | 'due' | 'late' | 'accent' | 'ok';
  small?: boolean;
  icon?: IconDrawing;
  onClick?: () => void;
  /** Adds a cross that removes the fact; `removeLabel` names what goes. */
  onRemove?: () => void;
  removeLabel?: string;
  pressed?: boolean;
  title?: string;
  children: ComponentChildren;
}

/** A fact that can be pressed or removed: tag, due, proof. */
export function Chip({
  tone = 'neutral',
  small,
  icon,
  onClick,
  onRemove,
  removeLabel,
  pressed,
  title,
  children,
}: ChipProps) {
  const drawing = icon ?? (tone === 'late' ? WarningIcon : undefined);
  const words = (
    <>
      {drawing && <Icon of={drawing} size={14} />}
      <span class="tz-cut">{children}</span>
    </>
  );
  const classes = cx('tz-chip', `is-${tone}`, small && 'is-small');
  if (onClick) {
    return (
      <button type="button" class={classes} title={title} aria-pressed={pressed} onClick={onClick}>
        {words}
      </button>
    );
  }
  return (
    <span class={classes} title={title}>
      {words}
      {onRemove && (
        <button type="button" class="tz-chip-remove" aria-label={removeLabel ?? t('common.remove')} onClick={onRemove}>
          <Icon of={CloseIcon} size={14} />
        </button>
      )}
    </span>
  );
}

export interface FilterChipProps {
  on?: boolean;
  onClick: () => void;
  icon?: IconDrawing;
  /** After the words: a chevron for a list, a cross for a filter that is on. */
  iconAfter?: IconDrawing;
  children: ComponentChildren;
}

/** A filter above a list: off it is an island, on it is tinted. */
export function FilterChip({ on = false, onClick, icon, iconAfter, children }: FilterChipProps) {
  return (
    <button type="button" class="tz-chip is-filter" aria-pressed={on} onClick={onClick}>
      {icon && <Icon of={icon} size={16} />}
      <span class="tz-cut">{children}</span>
      {iconAfter && <Icon of={iconAfter} size={14} />}
    </button>
  );
}

export type PillState = { is: 'waiting'; ms: number } | { is: 'answered' } | { is: 'snoozed' };

export interface PillProps {
  state: PillState;
  small?: boolean;
  /** The time alone ("2 h") where the place says what it means. */
  short?: boolean;
}

const HOUR = 3_600_000;

/** A state that ages by itself: waiting under 1 h grey, under 24 h amber, then red. Time is always written. */
export function Pill({ state, small, short }: PillProps) {
  let tone = 'neutral';
  let drawing: IconDrawing = SnoozeIcon;
  let words: string = t('wait.snoozed');
  let full: string | undefined;
  if (state.is === 'waiting') {
    const age = formatAge(state.ms);
    full = t('wait.for', { age });
    tone = state.ms < HOUR ? 'neutral' : state.ms < 24 * HOUR ? 'warn' : 'danger';
    drawing = WaitingIcon;
    words = short ? age : full;
  } else if (state.is === 'answered') {
    tone = 'ok';
    drawing = CheckIcon;
    words = t('wait.answered');
  }
  return (
    <span class={cx('tz-pill', `is-${tone}`, small && 'is-small')} title={short ? full : undefined}>
      <Icon of={drawing} size={small ? 14 : 16} />
      {words}
    </span>
  );
}

export interface BadgeProps {
  count: number;
  /** `accent`: mine to open. `quiet`: the rest. `danger`: waiting, and nothing else. */
  tone?: 'accent' | 'quiet' | 'danger';
  /** What is counted, for assistive tools ("9 waiting"). */
  label?: string;
}

/** A count; nothing at zero. */
export function Badge({ count, tone = 'accent', label }: BadgeProps) {
  if (count <= 0) return null;
  return (
    <span class={cx('tz-badge', `is-${tone}`)}>
      <span aria-hidden={label ? 'true' : undefined}>{count > 999 ? '999+' : count}</span>
      {label && <span class="tz-sr">{label}</span>}
    </span>
  );
}

/** A stage's colour by its name in the design, or the user's own as `#rrggbb`. */
export type DotColor =
  | 'lead'
  | 'qualified'
  | 'meeting'
  | 'proposal'
  | 'negotiation'
  | 'won'
  | 'lost'
  | 'ok'
  | 'warn'
  | 'danger'
  | 'off'
  | `#${string}`;

const MEANINGS: Partial<Record<string, string>> = {
  ok: 'var(--ok)',
  warn: 'var(--warn)',
  danger: 'var(--danger)',
  off: 'var(--text-off)',
};

/** The CSS colour of a {@link DotColor}. */
export function dotColor(color: DotColor): string {
  if (color.startsWith('#')) return /^#[\da-f]{6}$/i.test(color) ? color : 'var(--st-lead)';
  return MEANINGS[color] ?? `var(--st-${color})`;
}

/** An 8 px dot: a stage, or the state of the connection. Words beside it say which. */
export function Dot({ color }: { color: DotColor }) {
  return <span class="tz-dot" aria-hidden="true" style={{ '--dot': dotColor(color) }} />;
}

export function Kbd({ children }: { children: ComponentChildren }) {
  return <kbd class="tz-kbd">{children}</kbd>;
}
