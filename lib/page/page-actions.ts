/** What both adapters do to the page, in ways that the page takes for a person's own. */
import type { InsertMode } from './contract';

/** A left press on a chat row. Both clients act on `mousedown`; a mere `.click()` does nothing. */
export function press(row: Element): void {
  const options = { bubbles: true, cancelable: true, composed: true, button: 0, view: window };
  row.dispatchEvent(new MouseEvent('mousedown', { ...options, buttons: 1 }));
  row.dispatchEvent(new MouseEvent('mouseup', options));
  row.dispatchEvent(new MouseEvent('click', options));
}

/**
 * Types into a contenteditable composer as a person would, so that the client's own handlers see it. Returns whether the
 * text is there afterwards.
 */
export function typeInto(composer: HTMLElement, text: string, mode: InsertMode): boolean {
  composer.focus();
  if (document.activeElement !== composer) return false;
  const selection = window.getSelection();
  if (!selection) return false;
  selection.selectAllChildren(composer);
  if (mode === 'append') selection.collapseToEnd();
  // Deprecated but the only way that keeps the client's input events and its undo history. Lines are broken as a person
  // breaks them: of a whole text Chrome makes a `<div>` for each line, and Web A loses the empty ones when it sends.
  const typed = text
    .split('\n')
    .every(
      (line, index) =>
        (index === 0 || document.execCommand('insertLineBreak')) &&
        ((line === '' && index > 0) || document.execCommand('insertText', false, line)),
    );
  return typed && bare(composer.textContent).includes(bare(text));
}

/** Loads the page anew with another hash. Setting `location.hash` at run time is broken in both clients. */
export function loadHash(hash: string): void {
  replaceHash(hash, null);
  // After the current task, so that whoever asked has been answered.
  setTimeout(() => location.reload());
}

/** Changes the address and nothing else: neither client hears of it. */
export function replaceHash(hash: string, state: unknown = history.state): void {
  history.replaceState(state, '', `${location.pathname}${location.search}#${hash}`);
}

function bare(text: string | null): string {
  return (text ?? '').replace(/\s+/g, '');
}
