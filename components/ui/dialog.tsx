import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { Button } from './button';

export interface DialogProps {
  open: boolean;
  /** Esc, the safe button or a press outside. */
  onClose: () => void;
  /** Asks: "Delete “Won” stage?" */
  title: string;
  /** Counts what is at stake; may hold fields. */
  children?: ComponentChildren;
  /** Names what stays: "Keep stage". */
  safeLabel: string;
  /** Repeats the act and its number: "Move 68 deals and delete". Absent where there is nothing to do but close it. */
  actLabel?: string;
  onAct?: () => void;
  /** The act cannot be undone: red, and never chosen by Enter at the start. */
  destructive?: boolean;
  busy?: boolean;
}

/** A question in a native `<dialog>`: it traps focus, closes on Esc and gives focus back. */
export function Dialog(props: DialogProps) {
  const { open, onClose, title, children, safeLabel, actLabel, onAct, destructive, busy } = props;
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const safe = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    const element = dialog.current;
    if (!element || element.open === open) return;
    if (!open) return element.close();
    element.showModal();
    if (destructive) safe.current?.focus();
  }, [open, destructive]);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc is the key for it, and the element's own
    <dialog
      ref={dialog}
      class="tz-dialog"
      role={destructive ? 'alertdialog' : undefined}
      aria-labelledby={`${id}-title`}
      aria-describedby={children ? `${id}-body` : undefined}
      onClose={() => open && onClose()}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      {open && (
        <form
          class="tz-dialog-body"
          onSubmit={(event) => {
            event.preventDefault();
            onAct?.();
          }}
        >
          <h2 id={`${id}-title`}>{title}</h2>
          {children && <div id={`${id}-body`}>{children}</div>}
          <div class="tz-dialog-acts">
            <Button kind="plain" buttonRef={safe} onClick={onClose}>
              {safeLabel}
            </Button>
            {actLabel !== undefined && (
              <Button
                kind={destructive ? 'dangerFilled' : 'filled'}
                type={destructive ? 'button' : 'submit'}
                busy={busy}
                onClick={destructive ? onAct : undefined}
              >
                {actLabel}
              </Button>
            )}
          </div>
        </form>
      )}
    </dialog>
  );
}
