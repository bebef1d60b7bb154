import { useLayoutEffect } from 'preact/hooks';
import css from './outbox.css?inline';

let adopted = false;

/** The composer's styles come with its code: what a page shows first does not carry them. */
export function useStyles(): void {
  useLayoutEffect(() => {
    if (adopted) return;
    adopted = true;
    const style = document.createElement('style');
    style.textContent = css;
    document.head.append(style);
  }, []);
}
