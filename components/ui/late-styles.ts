import { useLayoutEffect } from 'preact/hooks';

/** A hook that brings styles along with the code of a late part, once: what a page shows first does not carry them. */
export function lateStyles(css: string): () => void {
  let adopted = false;
  return () =>
    useLayoutEffect(() => {
      if (adopted) return;
      adopted = true;
      const style = document.createElement('style');
      style.textContent = css;
      document.head.append(style);
    }, []);
}
