/** The contenteditable composer of both pages: what the app knows of it, it knows from the field's own events. */
export interface Composer {
  readonly field: HTMLElement;
  readonly text: string;
  /** Shows a kept draft, or nothing. */
  show(text: string): void;
}

/** `read` takes the text out of the field as the client in question does. */
export function composer(
  field: HTMLElement,
  onType: (text: string) => void,
  onSend: (text: string) => void,
  read = (field: HTMLElement) => field.innerText,
): Composer {
  let text = '';
  field.addEventListener('input', () => {
    text = read(field).replace(/\n$/, '');
    // A cleared contenteditable keeps a line break of its own.
    if (text === '') field.replaceChildren();
    onType(text);
  });
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (text.trim()) onSend(text.trim());
  });
  return {
    field,
    get text() {
      return text;
    },
    show(next) {
      text = next;
      field.textContent = next;
    },
  };
}
