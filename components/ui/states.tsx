import type { ComponentChildren } from 'preact';
import { t } from '@/lib/words';
import { Button } from './button';
import { cx } from './class-names';
import { Icon } from './icon';
import { AlertIcon, type IconDrawing, InfoIcon, WarningIcon } from './icons';

export interface NoticeProps {
  tone?: 'neutral' | 'accent' | 'warn' | 'danger';
  icon?: IconDrawing;
  /** What is off. */
  title?: ComponentChildren;
  /** What still works, the way out. */
  children?: ComponentChildren;
  /** Ghost buttons under the words. */
  actions?: ComponentChildren;
}

/** A strip at the top of a surface. Danger is read out at once, the rest when there is a pause. */
export function Notice({ tone = 'neutral', icon, title, children, actions }: NoticeProps) {
  const drawing = icon ?? (tone === 'warn' || tone === 'danger' ? WarningIcon : InfoIcon);
  return (
    <div class={cx('tz-notice', `is-${tone}`)} role={tone === 'danger' ? 'alert' : 'status'}>
      <Icon of={drawing} />
      <div class="tz-grow">
        {title && <div class="tz-strong">{title}</div>}
        {children && <div>{children}</div>}
        {actions && <div class="tz-notice-acts">{actions}</div>}
      </div>
    </div>
  );
}

export interface EmptyProps {
  icon: IconDrawing;
  /** What it is. */
  title: ComponentChildren;
  /** How to fill it. */
  children?: ComponentChildren;
  /** One soft button. */
  action?: ComponentChildren;
  tone?: 'accent' | 'danger';
  /** `surface`: the whole sidebar or popup, centred, larger. */
  size?: 'part' | 'surface';
  /** Makes the title a heading. */
  level?: 1 | 2 | 3;
}

/** Nothing here yet, or nothing to be had: an icon, a title, a way on. */
export function Empty({ icon, title, children, action, tone = 'accent', size = 'part', level }: EmptyProps) {
  const Title = level ? (`h${level}` as const) : 'p';
  return (
    <div class={cx('tz-empty', `is-${tone}`, size === 'surface' && 'is-surface')}>
      <span class="tz-empty-icon">
        <Icon of={icon} size={size === 'surface' ? 32 : 24} />
      </span>
      <Title class="tz-empty-title">{title}</Title>
      {children && <div class="tz-empty-help">{children}</div>}
      {action && <div class="tz-empty-act">{action}</div>}
    </div>
  );
}

export interface ErrorStateProps {
  /** What stopped. */
  title?: ComponentChildren;
  /** That data is safe, and what to do. */
  children?: ComponentChildren;
  onRetry?: () => void;
  retryLabel?: string;
  size?: 'part' | 'surface';
  level?: 1 | 2 | 3;
}

/** A part of a surface did not load. */
export function ErrorState({ title, children, onRetry, retryLabel, size, level }: ErrorStateProps) {
  return (
    <div role="alert">
      <Empty
        icon={AlertIcon}
        tone="danger"
        title={title ?? t('load.failedTitle')}
        {...{ size, level }}
        action={
          onRetry && (
            <Button kind="soft" size={32} onClick={onRetry}>
              {retryLabel ?? t('common.retry')}
            </Button>
          )
        }
      >
        {children ?? t('load.failedHelp')}
      </Empty>
    </div>
  );
}
