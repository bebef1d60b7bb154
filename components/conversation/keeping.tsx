import { useEffect, useState } from 'preact/hooks';
import type { Ask } from '@/components/background/ask';
import { tryAct } from '@/components/background/try-act';
import { Button, CloseIcon, Dialog, IconButton, Progress, useCountdown } from '@/components/ui';
import type { ChatRef } from '@/lib/chats/model';
import { TezError, type WireError } from '@/lib/limits/model';
import {
  cancelImport,
  estimateImport,
  type ImportView,
  importOlder,
  pauseImport,
  resumeImport,
  setKeeping,
} from '@/lib/messages/contract';
import { KEEPS, type Keep, keepsLess } from '@/lib/messages/keeping';
import { t } from '@/lib/words';
import { errorSentence } from '@/lib/words/errors';
import { formatCountdown, formatDay, secondsUntil } from '@/lib/words/time';
import type { Kept } from './use-keeping';

export interface KeepingProps {
  ask: Ask;
  chat: ChatRef;
  kept: Kept;
  now: number;
  onChanged: () => void;
  onOlder: () => void;
  onClose: () => void;
}

const WORDS = {
  full: { name: 'keeping.full', help: 'keeping.fullHelp' },
  counts: { name: 'keeping.counts', help: 'keeping.countsHelp' },
  nothing: { name: 'keeping.nothing', help: 'keeping.nothingHelp' },
} as const;

/** What Tez keeps of the chat, and a choice of it. Keeping less deletes, and is asked about. */
export function Keeping({ ask, chat, kept, now, onChanged, onOlder, onClose }: KeepingProps) {
  const [less, setLess] = useState<Keep | null>(null);

  async function choose(keep: Keep): Promise<void> {
    setLess(null);
    await tryAct(() => ask(setKeeping, { chat, keep }), Date.now);
    onChanged();
  }

  const { keep, oldest, complete } = kept;
  const running = kept.import !== null && kept.import.is !== 'done';
  return (
    <section class="cv-keeping" aria-label={t('keeping.title')}>
      <header>
        <h3 class="tz-grow">{t('keeping.title')}</h3>
        <IconButton size={28} icon={CloseIcon} label={t('keeping.close')} onClick={onClose} />
      </header>
      <div role="radiogroup" aria-label={t('keeping.title')}>
        {[...KEEPS].reverse().map((one) => (
          <label key={one} class="cv-choice">
            <input
              type="radio"
              name="keep"
              checked={one === (less ?? keep)}
              onChange={() => (keepsLess(one, keep) ? setLess(one) : void choose(one))}
            />
            <span>
              {t(WORDS[one].name)}
              <small>{t(WORDS[one].help)}</small>
            </span>
          </label>
        ))}
      </div>
      {keep !== 'nothing' && (
        <p class="cv-since">
          <span class="tz-grow">
            {complete
              ? t('keeping.whole')
              : oldest === null
                ? t('keeping.none')
                : t('keeping.since', { when: formatDay(oldest, { now }) })}
          </span>
          {!complete && !running && (
            <Button size={32} kind="soft" onClick={onOlder}>
              {t('keeping.older')}
            </Button>
          )}
        </p>
      )}
      {less && (
        <Dialog
          open
          destructive
          title={t(less === 'counts' ? 'keeping.lessCounts' : 'keeping.lessNothing')}
          safeLabel={t('keeping.lessSafe')}
          actLabel={t(less === 'counts' ? 'keeping.lessCountsAct' : 'keeping.lessNothingAct')}
          onAct={() => void choose(less)}
          onClose={() => setLess(null)}
        >
          <p>{t('keeping.lessHelp')}</p>
        </Dialog>
      )}
    </section>
  );
}

export interface ImportLineProps {
  ask: Ask;
  chat: ChatRef;
  running: ImportView;
  ahead: number;
  onChanged: () => void;
}

/** How an import goes, and what can be done with it. */
export function ImportLine({ ask, chat, running, ahead, onChanged }: ImportLineProps) {
  const { is, got, expected, until } = running;
  // Draws again each second while Telegram is waited for.
  useCountdown(until ?? 0);

  async function act(command: typeof pauseImport): Promise<void> {
    await tryAct(() => ask(command, { chat }), Date.now);
    onChanged();
  }

  const stopped = is === 'paused' || is === 'chatUnavailable' || is === 'protected';
  return (
    <section class="cv-import" aria-label={t('import.progress')}>
      {!stopped && expected !== null && <Progress label={t('import.progress')} value={got / Math.max(expected, 1)} />}
      <p class="tz-num" role="status">
        {importWords(running, ahead, Date.now())}
      </p>
      <div class="cv-acts">
        {stopped ? (
          <Button size={32} kind="ghost" onClick={() => void act(resumeImport)}>
            {t(is === 'paused' ? 'import.resume' : 'common.retry')}
          </Button>
        ) : (
          <Button size={32} kind="ghost" onClick={() => void act(pauseImport)}>
            {t('import.pause')}
          </Button>
        )}
        <Button size={32} kind="ghost" onClick={() => void act(cancelImport)}>
          {t('import.cancel')}
        </Button>
      </div>
    </section>
  );
}

/** One line of an import: how far, how fast, how long. */
export function importWords({ is, got, expected, rate, left, until }: ImportView, ahead: number, now: number): string {
  const far =
    expected === null ? t('import.gotSoFar', { n: got }) : t('import.got', { got, all: Math.max(expected, got) });
  switch (is) {
    case 'running':
      return [
        expected === null && got === 0 ? t('import.starting') : far,
        rate === null ? '' : t('import.rate', { n: Math.max(Math.round(rate), 1) }),
        left === null ? '' : t('import.left', { time: formatCountdown(left / 1000) }),
      ]
        .filter((part) => part !== '')
        .join(' · ');
    case 'queued':
      return ahead > 0 ? t('import.queued', { n: ahead }) : t('import.starting');
    case 'waiting':
      return t('import.waiting', { time: formatCountdown(secondsUntil(until ?? now, now)) });
    case 'full':
      return t('import.full');
    case 'paused':
      return `${t('import.paused')} · ${far}`;
    case 'chatUnavailable':
      return t('import.chatUnavailable');
    case 'protected':
      return t('import.protected');
    case 'done':
      return far;
  }
}

type Estimate = { next: number; all: number };

export interface OlderDialogProps {
  ask: Ask;
  chat: ChatRef;
  onDone: () => void;
  onClose: () => void;
}

/** How many older messages there are, before any is asked for. */
export function OlderDialog({ ask, chat, onDone, onClose }: OlderDialogProps) {
  const [estimate, setEstimate] = useState<Estimate | WireError | null>(null);
  const [older, setOlder] = useState<'next' | 'all'>('next');
  useEffect(() => {
    let gone = false;
    const count = async (which: 'next' | 'all') => (await ask(estimateImport, { chat, older: which })).messages;
    Promise.all([count('next'), count('all')]).then(
      ([next, all]) => gone || setEstimate({ next: Math.min(next, all), all }),
      (error) => gone || setEstimate(TezError.from(error).toWire()),
    );
    return () => {
      gone = true;
    };
  }, []);

  const known = estimate && 'all' in estimate ? estimate : null;
  const chosen = known ? known[older] : 0;
  async function act(): Promise<void> {
    if (chosen > 0) await tryAct(() => ask(importOlder, { chat, older }), Date.now);
    onDone();
  }

  return (
    <Dialog
      open
      title={t('import.olderTitle')}
      safeLabel={t('common.cancel')}
      actLabel={known && chosen === 0 ? t('keeping.close') : t('import.act', { n: chosen })}
      busy={estimate === null}
      onAct={() => void act()}
      onClose={onClose}
    >
      {estimate === null && <p role="status">{t('import.counting')}</p>}
      {estimate && 'kind' in estimate && <p role="alert">{errorSentence(estimate, Date.now())}</p>}
      {known?.all === 0 && <p>{t('import.none')}</p>}
      {known && known.all > 0 && (
        <>
          <p>{t('import.olderHelp')}</p>
          <div role="radiogroup" aria-label={t('import.olderTitle')}>
            {(['next', 'all'] as const).map((which) => (
              <label key={which} class="cv-choice">
                <input type="radio" name="older" checked={older === which} onChange={() => setOlder(which)} />
                <span>{t(`import.${which}`, { n: known[which] })}</span>
              </label>
            ))}
          </div>
        </>
      )}
    </Dialog>
  );
}
