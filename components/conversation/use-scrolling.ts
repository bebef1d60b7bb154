import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ConversationModel, ConversationState } from './conversation-model';

/** So near to an end more is asked for. */
const NEAR = 320;
/** So near to the end the newest message is followed. */
const AT_END = 32;

interface Anchor {
  id: string;
  /** From the top of the box. */
  top: number;
  /** Where the box stood: what was scrolled since, and not told yet, is kept. */
  scrolled: number;
}

/**
 * Keeps a list where it was read: what comes above or below moves nothing, and at the end the newest is followed. Asks
 * for more as an end comes near.
 */
export function useScrolling(
  model: ConversationModel,
  state: ConversationState,
): { box: RefObject<HTMLDivElement>; atEnd: boolean; onScroll: () => void; toEnd: () => void } {
  const box = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const anchor = useRef<Anchor | null>(null);
  const shownTarget = useRef<ConversationState['target']>(null);
  const [atEnd, setAtEnd] = useState(true);

  function more(): void {
    const element = box.current;
    if (!element || state.error) return;
    if (element.scrollTop < NEAR) void model.older();
    if (element.scrollHeight - element.scrollTop - element.clientHeight < NEAR) void model.newer();
  }

  function look(): void {
    const element = box.current;
    if (!element) return;
    follows.current = element.scrollHeight - element.scrollTop - element.clientHeight < AT_END && !model.state.hasNewer;
    setAtEnd(follows.current);
    anchor.current = firstVisible(element);
  }

  function toEnd(): void {
    follows.current = true;
    void model.toNewest().then(() => {
      const element = box.current;
      if (element) element.scrollTop = element.scrollHeight;
      look();
    });
  }

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const { target } = state;
    if (target && target !== shownTarget.current) {
      follows.current = false;
      const row = rowOf(element, String(target.id));
      if (row) {
        element.scrollTop = row.offsetTop - (element.clientHeight - row.offsetHeight) / 2;
        row.focus({ preventScroll: true });
      }
    } else if (follows.current) {
      element.scrollTop = element.scrollHeight;
    } else if (anchor.current) {
      const row = rowOf(element, anchor.current.id);
      if (row) element.scrollTop += row.offsetTop - anchor.current.top - anchor.current.scrolled;
    }
    shownTarget.current = target;
    anchor.current = firstVisible(element);
    more();
  }, [state.messages, state.target, state.hasOlder, state.hasNewer, state.loading]);

  return {
    box,
    atEnd,
    onScroll() {
      look();
      more();
    },
    toEnd,
  };
}

/** The row of a message, by its id. */
export function rowOf(box: HTMLElement, id: string): HTMLElement | null {
  return box.querySelector(`[data-message="${id}"]`);
}

function firstVisible(box: HTMLElement): Anchor | null {
  for (const row of box.querySelectorAll<HTMLElement>('[data-message]')) {
    if (row.offsetTop + row.offsetHeight > box.scrollTop) {
      return { id: row.dataset.message ?? '', top: row.offsetTop - box.scrollTop, scrolled: box.scrollTop };
    }
  }
  return null;
}
