import type { ComponentChildren, TargetedEvent } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { ChevronLeftIcon, CloseIcon, cx, IconButton, Logo, StepsBar } from '@/components/ui';
import { t } from '@/lib/words';

export interface FrameProps {
  /** Stands under "Tez": the connection's state. */
  status?: ComponentChildren;
  /** Place in the three steps of signing in. */
  place?: 1 | 2 | 3 | null;
  /** What stands at the top right, before the cross. */
  tools?: ComponentChildren;
  /** A cross at the top right. */
  onClose?: { label: string; act: () => void } | undefined;
  /** An arrow at the top left in place of the logo; Esc does the same. */
  onBack?: (() => void) | undefined;
  /** What Esc does where there is no arrow. */
  onEscape?: () => void;
  /** Level-1 heading; a surface without one (home) shows none. */
  title?: string;
  lead?: ComponentChildren;
  /** `top`: the heading is centred; `middle`: the content is, in height. */
  centred?: 'top' | 'middle';
  /** At the bottom: the primary act, and under it the other way. */
  footer?: ComponentChildren;
  /** Enter submits. */
  onSubmit?: () => void;
  /** What went wrong: the focus goes to the field it stands at. */
  error?: unknown;
  children?: ComponentChildren;
}

/**
 * One surface of the popup: bar, heading, content, footer, always as high as the popup so that nothing jumps. When it
 * appears the focus moves to the first field marked `data-first` or `autofocus`, else to the heading.
 */
export function Frame(props: FrameProps) {
  const {
    status,
    place,
    tools,
    onClose,
    onBack,
    onEscape = onBack,
    title,
    lead,
    centred,
    footer,
    onSubmit,
    error,
    children,
  } = props;
  const root = useRef<HTMLFormElement>(null);

  useEffect(() => {
    const first =
      root.current?.querySelector<HTMLElement>('[data-first], [autofocus]') ?? root.current?.querySelector('h1');
    first?.focus({ preventScroll: true });
  }, []);

  useEffect(() => {
    if (!error) return;
    const wrong = root.current?.querySelector<HTMLElement>('[aria-invalid=true]');
    wrong?.focus();
    // The sentence under it counts as much as the field.
    wrong?.closest('.tz-field')?.scrollIntoView({ block: 'nearest' });
  }, [error]);

  const submit = (event: TargetedEvent<HTMLFormElement>): void => {
    event.preventDefault();
    onSubmit?.();
  };

  return (
    <form
      ref={root}
      class="pp-frame"
      noValidate
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !onEscape || event.defaultPrevented) return;
        // Chrome closes a popup on an Esc that nobody took.
        event.preventDefault();
        onEscape();
      }}
    >
      <header class="pp-bar">
        {onBack ? <IconButton icon={ChevronLeftIcon} label={t('common.back')} onClick={onBack} /> : <Logo />}
        <div class="tz-grow">
          {onBack && title ? (
            <h1 class="tz-name tz-cut" tabIndex={-1}>
              {title}
            </h1>
          ) : (
            <div class="pp-brand">{t('app.name')}</div>
          )}
          {status}
        </div>
        {place && <StepsBar step={place} total={3} />}
        {tools}
        {onClose && <IconButton icon={CloseIcon} label={onClose.label} onClick={onClose.act} />}
      </header>
      <main class={cx('pp-body', centred && `is-${centred}`)}>
        {title && !onBack && (
          <h1 class="tz-title" tabIndex={-1}>
            {title}
          </h1>
        )}
        {lead && <p class="pp-lead">{lead}</p>}
        {children}
      </main>
      {footer && <footer class="pp-footer">{footer}</footer>}
    </form>
  );
}
