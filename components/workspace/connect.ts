import type { Ask } from '@/components/background/ask';
import { BackgroundWatch } from '@/components/background/background-state';
import { later } from '@/components/background/later';
import { LiveValue } from '@/components/background/live-value';
import { onChanged } from '@/lib/bus/client';
import { type BoardView, board } from '@/lib/deals/contract';

/** What the workspace shows, kept by the background's announcements. */
export interface WorkspaceModel {
  ask: Ask;
  background: BackgroundWatch;
  board: LiveValue<BoardView>;
}

const BOARD_TOPICS = /^(?:deals|tasks|contacts|chats|messages)(?::|$)/;

export function connectWorkspace(ask: Ask, signal: AbortSignal): WorkspaceModel {
  const background = new BackgroundWatch({ ask, later });
  const live = new LiveValue<BoardView>({ fetch: () => ask(board, {}), later });

  let was = background.state.is;
  background.subscribe(() => {
    const { is } = background.state;
    if (is === 'locked') live.clear();
    else if (is === 'open' && was !== 'open') void live.load();
    was = is;
  }, signal);
  onChanged((topics) => {
    background.changed(topics);
    if (background.state.is === 'open' && topics.some((topic) => BOARD_TOPICS.test(topic))) live.refresh();
  }, signal);
  document.addEventListener('visibilitychange', () => live.pause(document.visibilityState === 'hidden'), { signal });
  void background.refresh();
  return { ask, background, board: live };
}
