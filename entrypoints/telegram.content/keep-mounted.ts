/** Pages that remove foreign nodes are answered a few times, not for ever. */
const MOUNTS = 4;

/**
 * Puts an element onto `<html>` and back when the page takes it away, up to a few times.
 * @param onGone it is gone for good: another instance's stands in its place (`replaced`), or the page insists
 */
export function keepMounted(element: HTMLElement, onGone: (replaced: boolean) => void, signal: AbortSignal): void {
  const html = document.documentElement;
  let mounts = 0;
  const observer = new MutationObserver(() => {
    if (element.isConnected) return;
    const replaced = html.querySelector(`:scope > ${element.localName}`) !== null;
    if (replaced || mounts >= MOUNTS) onGone(replaced);
    else mount();
  });

  function mount(): void {
    mounts += 1;
    html.append(element);
  }

  mount();
  observer.observe(html, { childList: true });
  signal.addEventListener('abort', () => observer.disconnect());
}
