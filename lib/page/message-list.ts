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
  /** Has the client itself go to a message of the open chat, in clients that can be asked. */
  jumpTo?(id: number): void;
}

/** A drawn message, and the box that a person takes for it. */
export interface DrawnMessage {
  id: number;
  bubble: HTMLElement;
  /** As wide as the list, where the bubble is only as wide as its words. */
  row: HTMLElement;
}

/** Older messages come while the list is scrolled up: where nothing came for this long there are no more, milliseconds. */
const STILL = 4_000;
/** A client that was busy misses a pull: after this long it gets the next, milliseconds. */
const PULL_AGAIN = 1_200;
/** Web A loads when an end of its list comes nearer than 750 CSS pixels, not while it stays there: a pull begins farther off. */
const PULL_FROM = 1_000;
/** A client that has just loaded moves its list once more: a message is shown when it has stood in view this long, milliseconds. */
const STANDS = 400;
/** What a client's own way to a message may take, milliseconds. */
const JUMPS_WITHIN = 5_000;
/** How long a message is looked for in all, milliseconds: what is asked waits for 15 seconds. */
const LOOKED_FOR = 11_000;

/** The message that a node belongs to, or null. */
export function messageAt(markup: MessageMarkup, target: EventTarget | null): DrawnMessage | null {
  if (!(target instanceof Element)) return null;
  const node = target.closest<HTMLElement>(markup.css);
  const id = node && markup.idOf(node);
  if (!node || id === null) return null;
  return { id, bubble: node.querySelector<HTMLElement>(markup.bubble) ?? node, row: node };
}

/**
 * Brings a message into view and lights it up for a moment: by the client's own way to it, else scrolling as a person would
 * until the page has loaded it. False where the page has what is before and after it, but not the message, or does not come
 * to it in time.
 */
export async function showMessage(markup: MessageMarkup, id: number): Promise<boolean> {
  const deadline = performance.now() + LOOKED_FOR;
  let jumped = false;
  let cameAt = performance.now();
  while (performance.now() < deadline) {
    const scroller = markup.scroller();
    if (!scroller) return false;
    const found = drawnAs(markup, id);
    if (found) {
      // Where the client went to it, it is still on its way there.
      if (!jumped) found.scrollIntoView({ block: 'center' });
      if (!(await stands(scroller, found, deadline))) continue;
      lightUp(found);
      return true;
    }
    if (markup.jumpTo) {
      if (jumped) return false;
      jumped = true;
      const came = comesTrue(() => drawnAs(markup, id) !== null, JUMPS_WITHIN);
      markup.jumpTo(id);
      await came;
      continue;
    }
    const ids = idsOf(markup);
    const older = ids.length === 0 || Math.min(...ids) > id;
    const newer = ids.length === 0 || Math.max(...ids) < id;
    if (!older && !newer) return false;
    const came = comesTrue(
      () => idsOf(markup).join() !== ids.join(),
      Math.min(PULL_AGAIN, deadline - performance.now()),
    );
    await pull(scroller, older);
    if (await came) cameAt = performance.now();
    else if (performance.now() - cameAt > STILL) return false;
  }
  return false;
}

function allDrawn({ css }: MessageMarkup): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(css)];
}

function idsOf(markup: MessageMarkup): number[] {
  return allDrawn(markup)
    .map(markup.idOf)
    .filter((id) => id !== null);
}

function drawnAs(markup: MessageMarkup, id: number): HTMLElement | null {
  return allDrawn(markup).find((node) => markup.idOf(node) === id || markup.holds(node, id)) ?? null;
}

/** Scrolls to an end of the list, from far enough for the client to see it coming. */
async function pull(scroller: HTMLElement, older: boolean): Promise<void> {
  const bottom = () => scroller.scrollHeight - scroller.clientHeight;
  scroller.scrollTop = older ? Math.min(PULL_FROM, bottom()) : bottom() - PULL_FROM;
  await frame();
  await frame();
  scroller.scrollTop = older ? 0 : bottom();
}

/** Brings a node into view until it stays there; false when the page took it out of the list. */
async function stands(scroller: HTMLElement, node: HTMLElement, deadline: number): Promise<boolean> {
  let before = Number.NaN;
  let since = performance.now();
  while (node.isConnected) {
    const now = performance.now();
    const { top, bottom } = node.getBoundingClientRect();
    const view = scroller.getBoundingClientRect();
    const middle = (top + bottom) / 2;
    if (middle < view.top || middle > view.bottom) node.scrollIntoView({ block: 'center' });
    if (Math.abs(top - before) >= 1 || Number.isNaN(before)) since = now;
    else if (now - since >= STANDS || now > deadline) return true;
    before = top;
    await frame();
  }
  return false;
}

/** The next drawing; a page in the background draws none. */
function frame(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, 100);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Resolves to whether something of the page's nodes came true within `ms`. */
function comesTrue(is: () => boolean, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (came: boolean) => {
      clearTimeout(timer);
      observer.disconnect();
      resolve(came);
    };
    const observer = new MutationObserver(() => is() && end(true));
    const timer = setTimeout(() => end(false), ms);
    observer.observe(document.body, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ['data-mid'],
    });
  });
}

/** An animation, since a class or a style would be the page's to rewrite. */
function lightUp(node: HTMLElement): void {
  const lit = { backgroundColor: 'rgb(51 144 236 / 0.28)' };
  node.animate([lit, lit, { backgroundColor: 'rgb(51 144 236 / 0)' }], { duration: 1_800, easing: 'ease-in' });
}
