/** Messages of the open chat as the page draws them: found, scrolled to, and never changed. */

/** How a client draws them. */
export interface MessageMarkup {
  /** Finds the node of every message that is drawn, service messages aside. */
  css: string;
  /** Telegram's id of a drawn message; null while it is being sent. */
  idOf(node: HTMLElement): number | null;
  /** Whether a drawn message is an album that this one belongs to. */
  holds(node: HTMLElement, id: number): boolean;
  /** The message's own bubble in its row. */
  bubble: string;
  /** What scrolls. */
  scroller(): HTMLElement | null;
}

/** A drawn message, and the box that a person takes for it. */
export interface DrawnMessage {
  id: number;
  bubble: HTMLElement;
}

/** Older messages come while the list is scrolled up: what does not move for this long has no more, milliseconds. */
const STILL = 4_000;
/** How long a message is looked for in all, milliseconds: what is asked waits for 15 seconds. */
const LOOKED_FOR = 11_000;

/** The message that a node belongs to, or null. */
export function messageAt(markup: MessageMarkup, target: EventTarget | null): DrawnMessage | null {
  if (!(target instanceof Element)) return null;
  const node = target.closest<HTMLElement>(markup.css);
  const id = node && markup.idOf(node);
  if (!node || id === null) return null;
  return { id, bubble: node.querySelector<HTMLElement>(markup.bubble) ?? node };
}

/**
 * Brings a message into view and lights it up for a moment, scrolling as a person would until the page has loaded it.
 * False where the page has what is before and after it, but not the message, or does not come to it in time.
 */
export async function showMessage(markup: MessageMarkup, id: number): Promise<boolean> {
  const deadline = performance.now() + LOOKED_FOR;
  while (performance.now() < deadline) {
    const scroller = markup.scroller();
    if (!scroller) return false;
    const drawn = [...document.querySelectorAll<HTMLElement>(markup.css)];
    const found = drawn.find((node) => markup.idOf(node) === id || markup.holds(node, id));
    if (found) {
      found.scrollIntoView({ block: 'center' });
      lightUp(found);
      return true;
    }
    const ids = drawn.map(markup.idOf).filter((known) => known !== null);
    const older = ids.length === 0 || Math.min(...ids) > id;
    const newer = ids.length === 0 || Math.max(...ids) < id;
    if (!older && !newer) return false;
    const moved = changes(scroller, Math.min(STILL, deadline - performance.now()));
    await scrollTo(scroller, older ? 0 : scroller.scrollHeight);
    if (!(await moved)) return false;
  }
  return false;
}

/** To an end of the list. Where it stands there already, it moves by a pixel first: only movement makes a page load. */
async function scrollTo(scroller: HTMLElement, top: number): Promise<void> {
  scroller.scrollTop = top === 0 ? 1 : top - scroller.clientHeight - 1;
  await new Promise(requestAnimationFrame);
  scroller.scrollTop = top;
}

/** Resolves to whether nodes came or went within `ms`. */
function changes(node: HTMLElement, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (changed: boolean) => {
      clearTimeout(timer);
      observer.disconnect();
      resolve(changed);
    };
    const observer = new MutationObserver(() => end(true));
    const timer = setTimeout(() => end(false), ms);
    observer.observe(node, { childList: true, subtree: true });
  });
}

/** An animation, since a class or a style would be the page's to rewrite. */
function lightUp(node: HTMLElement): void {
  const lit = { backgroundColor: 'rgb(51 144 236 / 0.28)' };
  node.animate([lit, lit, { backgroundColor: 'rgb(51 144 236 / 0)' }], { duration: 1_800, easing: 'ease-in' });
}
