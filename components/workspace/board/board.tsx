import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Pages } from '@/components/background/pages';
import { useNow } from '@/components/background/use-now';
import { useStore } from '@/components/background/use-store';
import { FailedGate, SignedOutNotice } from '@/components/gates/gates';
import { Button, DealIcon, Empty, SearchIcon } from '@/components/ui';
import type { AccountView } from '@/lib/auth/model';
import type { BoardCard } from '@/lib/deals/contract';
import type { Stage } from '@/lib/deals/model';
import { t } from '@/lib/words';
import type { WorkspaceModel } from '../connect';
import { Gate, Loading } from '../gates';
import { BoardActs } from './acts';
import { type Arrow, arrange, type Column, cardToward, placeOf, stageToward } from './arrange';
import { BoardColumn } from './column';
import { BoardHead } from './head';
import { DealPanel, NewDealPanel } from './panels';
import { sendingAccount } from './start-chat';

export interface BoardProps {
  model: WorkspaceModel;
  pages: Pages;
  currency: string;
  accounts: readonly AccountView[];
  /** The deal that a search led to; each time another object. */
  wanted: { deal: string } | null;
}

const ARROWS = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']);

/** The board of one pipeline. Arrow keys go between deals, Shift and arrows move one, Enter opens it. */
export function Board({ model, pages, currency, accounts, wanted }: BoardProps) {
  const { value: view, error } = useStore(model.board);
  const acts = useMemo(() => new BoardActs(model.ask, model.board, Date.now), [model]);
  const now = useNow();
  const [find, setFind] = useState('');
  const [active, setActive] = useState<string | null>(null);
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const [open, setOpen] = useState<string | null>(null);
  const [creating, setCreating] = useState<{ stage?: string } | null>(null);
  const columns = useMemo(() => (view ? arrange(view, find) : []), [view, find]);
  const focusNext = useRef<string | null>(null);
  const root = useRef<HTMLDivElement>(null);

  // A card that was moved by keys is drawn anew in another column: the focus goes with it.
  useLayoutEffect(() => {
    const wanted = focusNext.current;
    if (wanted === null) return;
    const card = root.current?.querySelector<HTMLElement>(`[data-deal="${CSS.escape(wanted)}"]`);
    if (!card) return;
    focusNext.current = null;
    card.focus();
    card.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });

  useEffect(() => {
    if (wanted) setOpen(wanted.deal);
  }, [wanted]);

  const onMove = useCallback((card: BoardCard, stage: Stage) => void acts.move(card, stage), [acts]);
  const onOpen = useCallback((card: BoardCard) => setOpen(card.id), []);
  const onActive = useCallback((id: string) => {
    // A menu that is open belongs to the card it was opened from.
    if (!document.querySelector('[popover]:popover-open')) setActive(id);
  }, []);
  const onOpenChat = useCallback(
    (card: BoardCard) => {
      const chat = card.chats[0];
      if (chat) void acts.openChat(chat);
    },
    [acts],
  );

  if (!view) {
    if (!error) return <Loading />;
    return (
      <Gate>
        <FailedGate error={error} onRetry={() => model.board.retry()} />
      </Gate>
    );
  }

  const cardOf = (id: string | null) => view.cards.find((card) => card.id === id) ?? null;
  const tabStop = placeOf(columns, active)
    ? active
    : (columns.find(({ cards }) => cards.length > 0)?.cards[0]?.id ?? null);
  const shown = cardOf(open);
  const starter = sendingAccount(accounts);
  const signedOut = accounts.find(({ connection }) => connection.is === 'signedOut');
  const nothing = view.cards.length === 0;
  const noMatch = !nothing && columns.every(({ cards }) => cards.length === 0);

  function fold(stage: string): void {
    setUnfolded((old) =>
      old.has(stage) ? new Set([...old].filter((each) => each !== stage)) : new Set([...old, stage]),
    );
  }

  function onKeyDown(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    const id = target.dataset.deal;
    const from = id === undefined ? null : placeOf(columns, id);
    if (!from || id === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const card = columns[from.column]?.cards[from.row];
    if (!card) return;
    if (event.key === 'Enter' && target.matches('article')) {
      event.preventDefault();
      setOpen(id);
    } else if (ARROWS.has(event.key)) {
      event.preventDefault();
      const arrow = event.key as Arrow;
      if (event.shiftKey) moveBy(card, stageToward(columns, from, arrow));
      else focusCard(cardToward(visible(columns), placeOf(visible(columns), id) ?? from, arrow));
    }
  }

  function moveBy(card: BoardCard, stage: Stage | null): void {
    if (!stage) return;
    if (stage.kind !== 'open') setUnfolded((old) => new Set([...old, stage.id]));
    focusNext.current = card.id;
    setActive(card.id);
    onMove(card, stage);
  }

  function focusCard(card: BoardCard | null): void {
    if (!card) return;
    focusNext.current = card.id;
    setActive(card.id);
  }

  /** Folded columns are not gone through. */
  function visible(all: readonly Column[]): Column[] {
    return all.map((column) => (isFolded(column) ? { ...column, cards: [] } : column));
  }

  function isFolded({ stage }: Column): boolean {
    return stage.kind !== 'open' && !unfolded.has(stage.id);
  }

  return (
    <>
      <BoardHead
        columns={columns}
        currency={currency}
        name={view.pipeline.name}
        find={find}
        onFind={setFind}
        onNew={() => setCreating({})}
      />
      {signedOut && <SignedOutNotice pages={pages} />}
      {nothing ? (
        <Gate>
          <Empty
            size="surface"
            level={2}
            icon={DealIcon}
            title={t('board.emptyTitle')}
            action={
              <Button kind="soft" wide onClick={() => setCreating({})}>
                {t('board.newDeal')}
              </Button>
            }
          >
            {t('board.emptyHelp')}
          </Empty>
        </Gate>
      ) : (
        <>
          <p class="tz-sr" id="board-keys">
            {t('board.moveKeys')}
          </p>
          {noMatch && (
            <Empty
              icon={SearchIcon}
              title={t('board.noMatchTitle')}
              level={2}
              action={
                <Button kind="soft" size={32} onClick={() => setFind('')}>
                  {t('board.clear')}
                </Button>
              }
            >
              {t('board.noMatchHelp')}
            </Empty>
          )}
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls, this is a board of deals */}
          <div
            class="bd-columns"
            ref={root}
            onKeyDown={onKeyDown}
            role="group"
            aria-label={view.pipeline.name}
            hidden={noMatch}
          >
            {columns.map((column) => (
              <BoardColumn
                key={column.stage.id}
                column={column}
                stages={view.pipeline.stages}
                currency={currency}
                now={now}
                folded={isFolded(column)}
                active={tabStop}
                keep={focusNext.current}
                onFold={fold}
                onNew={(stage) => setCreating({ stage })}
                {...{ onOpen, onActive, onMove, onOpenChat }}
              />
            ))}
          </div>
        </>
      )}
      {shown && (
        <DealPanel
          card={shown}
          currency={currency}
          now={now}
          onClose={() => {
            setOpen(null);
            focusNext.current = shown.id;
          }}
          onEdit={(set) => void acts.edit(shown.id, set)}
          onMove={(stage) => onMove(shown, stage)}
          onOpenChat={() => onOpenChat(shown)}
          onStartChat={starter === null ? null : (who) => acts.startChat(starter, shown.id, who)}
        />
      )}
      {creating && (
        <NewDealPanel
          stage={creating.stage}
          currency={currency}
          onClose={() => setCreating(null)}
          onCreate={async (deal) => {
            const made = await acts.create(deal);
            if (made) setCreating(null);
            return made;
          }}
        />
      )}
    </>
  );
}
