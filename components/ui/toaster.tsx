import { useLayoutEffect, useReducer } from 'preact/hooks';
import { t } from '@/lib/words';
import { Button } from './button';
import { cx } from './class-names';
import { type ToastStore, toasts } from './toast-store';
import { useKeys } from './use-keys';

/** Whether the key press belongs to words being typed, which have an undo of their own. */
function inText(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input:not([type=checkbox]), textarea, [contenteditable]') !== null
  );
}

/** Ctrl Z (Cmd Z) anywhere on the page but in words being typed takes back the last act. */
export function useUndoKey(store: ToastStore = toasts): void {
  useKeys((event) => {
    const undo = event.code === 'KeyZ' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    if (undo && !inText(event.target) && store.undoLast()) event.preventDefault();
  });
}

export interface ToasterProps {
  store?: ToastStore;
  /** Bottom centre in the sidebar and the popup, bottom end in the workspace. */
  at?: 'center' | 'end';
}

/** Where toasts appear: once per page, near its end. */
export function Toaster({ store = toasts, at = 'center' }: ToasterProps) {
  const [, redraw] = useReducer<number, void>((count) => count + 1, 0);
  useLayoutEffect(() => store.subscribe(() => redraw()), [store]);
  useUndoKey(store);
  const toast = store.current();
  return (
    // Read out as a status is, without the role: on every surface that is the connection's state alone.
    <div class={cx('tz-toaster', at === 'end' && 'is-end')} aria-live="polite">
      {toast && (
        <div
          class="tz-toast"
          key={toast.id}
          onPointerEnter={store.pause}
          onPointerLeave={store.resume}
          onFocusIn={store.pause}
          onFocusOut={store.resume}
        >
          <span class="tz-grow">{toast.text}</span>
          {toast.undo && (
            <Button kind="ghost" size={32} keys={t('common.undoKey')} onClick={() => store.undoLast()}>
              {t('common.undo')}
            </Button>
          )}
          {toast.action && (
            <Button
              kind="ghost"
              size={32}
              onClick={() => {
                store.dismiss();
                toast.action?.run();
              }}
            >
              {toast.action.label}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
