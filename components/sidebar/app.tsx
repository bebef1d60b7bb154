import { useEffect, useMemo } from 'preact/hooks';
import type { Ask } from '@/components/background/ask';
import type { Pages } from '@/components/background/pages';
import { useStore } from '@/components/background/use-store';
import { useKeys } from '@/components/ui/use-keys';
import { DEFAULT_SETTINGS } from '@/lib/settings/model';
import { lateActs } from './act';
import { ChatPanel } from './chat-panel';
import { SurfaceProvider } from './context';
import { CardBones } from './identity/bones';
import { forgetMemories } from './memory';
import type { SidebarModel, Snapshot } from './model';
import { Gate, NoChat, PageChanged, preloadParts, SignedOutNotice, Strip, Toaster, UnknownChat } from './parts';
import { TopBar } from './top-bar';
import { useNarrow } from './use-narrow';

export interface SidebarProps {
  model: SidebarModel;
  ask: Ask;
  pages: Pages;
  inPanel: boolean;
}

/** The sidebar: a bar, notices, and whichever screen the model says; a strip where there is room for no more. */
export function Sidebar({ model, ask, pages, inPanel }: SidebarProps) {
  const snapshot = useStore(model);
  const act = useMemo(() => lateActs(ask, model.cards), [ask, model]);
  const narrow = useNarrow();
  const { state } = model.background;
  const settings = state.is === 'open' ? state.settings : DEFAULT_SETTINGS;
  const { screen } = snapshot;

  useEffect(() => {
    if (screen.is === 'locked') forgetMemories();
  }, [screen.is]);

  useEffect(() => preloadParts(), []);

  const overPage = snapshot.page.dock?.mode === 'drawer' && !snapshot.page.dock.collapsed;
  // What a form or a menu does with Esc comes first: it stops the event.
  const pressed = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.defaultPrevented) void act((acts) => acts.collapse(true));
  };
  useKeys(overPage ? pressed : null);

  return (
    <SurfaceProvider value={{ model, act, pages, settings, inPanel, ask }}>
      {narrow ? (
        <Strip locked={screen.is === 'locked'} />
      ) : (
        <div class="sb">
          <TopBar bare={screen.is !== 'chat' && screen.is !== 'noChat' && screen.is !== 'unknownChat'} />
          <main class="sb-body">
            {snapshot.page.failing.length > 0 && <PageChanged failing={snapshot.page.failing} />}
            {screen.is === 'chat' && screen.account.connection.is === 'signedOut' && <SignedOutNotice pages={pages} />}
            <ScreenView snapshot={snapshot} />
          </main>
          <Toaster />
        </div>
      )}
    </SurfaceProvider>
  );
}

function ScreenView({ snapshot: { screen, shown } }: { snapshot: Snapshot }) {
  switch (screen.is) {
    case 'loading':
      return <CardBones />;
    case 'failed':
    case 'locked':
    case 'firstRun':
    case 'signedOut':
    case 'otherAccount':
      return <Gate screen={screen} />;
    case 'unknownChat':
      return <UnknownChat />;
    case 'noChat':
      return <NoChat />;
    case 'chat':
      // A key of its own for every chat: nothing typed or opened under one name is ever seen under another.
      return <ChatPanel key={shown?.key} shown={shown} />;
  }
}
