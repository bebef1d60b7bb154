import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Ask } from '@/components/background/ask';
import { Dialog, Field, Progress, toasts } from '@/components/ui';
import { endOfToday, fromLocalInput, toLocalInput } from '@/components/ui/due-time';
import { saveFile } from '@/components/ui/save-file';
import type { ChatCard } from '@/lib/chats/contract';
import { csvWriter } from '@/lib/export/csv';
import { htmlWriter } from '@/lib/export/html';
import { jsonWriter } from '@/lib/export/json';
import { type ExportHead, exportName, FORMS, type Form, type Gap, withGap } from '@/lib/export/model';
import { TezError } from '@/lib/limits/model';
import { getLocale, t } from '@/lib/words';
import { errorSentence } from '@/lib/words/errors';
import { formatDate, formatExact } from '@/lib/words/time';
import { missingWords } from './export-lines';
import { readParts } from './export-reading';
import type { Kept } from './use-keeping';
import type { Names } from './words';

export interface ExportDialogProps {
  ask: Ask;
  card: ChatCard;
  kept: Kept;
  names: Names;
  now: number;
  /** Asks for older messages; null where that cannot be now. */
  onOlder: (() => void) | null;
  onClose: () => void;
}

const WORDS = { html: 'export.html', json: 'export.json', csv: 'export.csv' } as const;
const WRITERS = { html: htmlWriter, json: jsonWriter, csv: csvWriter };
const TYPES = { html: 'text/html', json: 'application/json', csv: 'text/csv' } as const;

/** Kept messages of the chosen days as a file. */
export function ExportDialog({ ask, card, kept, names, now, onOlder, onClose }: ExportDialogProps) {
  const { chat } = card;
  const [from, setFrom] = useState(dayInput(kept.oldest));
  const [to, setTo] = useState(dayInput(now));
  const [form, setForm] = useState<Form>('html');
  const [got, setGot] = useState<{ messages: number; share: number } | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const ended = useMemo(() => new AbortController(), []);
  useEffect(() => () => ended.abort(), [ended]);

  const since = dayStart(from);
  const until = endOfToday(dayStart(to) ?? now);
  const backwards = since !== null && since >= until;
  const begins =
    kept.oldest !== null && !kept.complete && since !== null && since < (dayStart(dayInput(kept.oldest)) ?? 0);

  async function save(): Promise<void> {
    if (backwards || got) return;
    const made = Date.now();
    const title = card.forumTitle === undefined ? card.title : `${card.forumTitle}, ${card.title}`;
    const last = { to: formatDate(until - 1, { now: 0 }) };
    const head: ExportHead = {
      chat: title,
      peer: chat.peer,
      ...(chat.topic === undefined ? {} : { topic: chat.topic }),
      from: since,
      to: until,
      made,
      span:
        since === null ? t('export.upTo', last) : t('export.span', { from: formatDate(since, { now: 0 }), ...last }),
      madeWords: t('export.made', { when: formatExact(made) }),
      language: getLocale(),
    };
    const writer = WRITERS[form](head);
    // The browser holds what is written; the page holds no more than the part it is at.
    const written: Blob[] = [];
    const begin = since ?? kept.oldest ?? made;
    let messages = 0;
    let gaps: Gap[] = begins && kept.oldest !== null ? [{ from: since, to: Math.min(kept.oldest, until - 1) }] : [];
    setWrong(null);
    setGot({ messages, share: 0 });
    try {
      for await (const { lines, gaps: more } of readParts({
        ...{ ask, chat, names, from: since, to: until, signal: ended.signal },
      })) {
        written.push(new Blob([...writer.add(lines)]));
        messages += lines.length;
        gaps = more.reduce(withGap, gaps);
        const at = lines.at(-1)?.message.date ?? begin;
        setGot({ messages, share: (at - begin) / Math.max(Math.min(until, made) - begin, 1) });
      }
      if (messages === 0) return setWrong(t('export.none'));
      const missing = { gaps, words: missingWords(gaps) };
      const file = new Blob([writer.begin(missing), ...written, writer.end()], {
        type: `${TYPES[form]};charset=utf-8`,
      });
      saveFile(exportName(title, dayInput(made), form), file);
      toasts.show({ text: t(gaps.length > 0 ? 'export.doneMissing' : 'export.done', { n: messages }) });
      onClose();
    } catch (error) {
      if (!ended.signal.aborted) setWrong(errorSentence(TezError.from(error).toWire(), Date.now()));
    } finally {
      if (!ended.signal.aborted) setGot(null);
    }
  }

  return (
    <Dialog
      open
      title={t('export.title')}
      safeLabel={t('common.cancel')}
      actLabel={t('export.act')}
      busy={got !== null}
      onAct={() => void save()}
      onClose={onClose}
    >
      <div class="cv-export">
        <p>{t('export.help')}</p>
        <div class="cv-days">
          <Field label={t('export.from')} type="date" value={from} disabled={got !== null} onInput={setFrom} />
          <Field
            label={t('export.to')}
            type="date"
            value={to}
            disabled={got !== null}
            error={backwards && t('export.order')}
            onInput={setTo}
          />
        </div>
        {begins && kept.oldest !== null && (
          <p role="status">
            {t('export.begins', { when: formatDate(kept.oldest, { now }) })}{' '}
            {onOlder && (
              <button type="button" class="tz-link" onClick={onOlder}>
                {t('keeping.older')}
              </button>
            )}
          </p>
        )}
        <div role="radiogroup" aria-label={t('export.form')}>
          {FORMS.map((one) => (
            <label key={one} class="cv-choice">
              <input
                type="radio"
                name="form"
                checked={one === form}
                disabled={got !== null}
                onChange={() => setForm(one)}
              />
              <span>{t(WORDS[one])}</span>
            </label>
          ))}
        </div>
        {got && (
          <>
            <Progress label={t('export.reading')} value={got.share} />
            <p class="tz-num" role="status">
              {t('import.gotSoFar', { n: got.messages })}
            </p>
          </>
        )}
        {wrong !== null && <p role="alert">{wrong}</p>}
      </div>
    </Dialog>
  );
}

/** The day as a date input has it; empty for none. */
function dayInput(at: number | null): string {
  return toLocalInput(at).slice(0, 10);
}

function dayStart(day: string): number | null {
  return fromLocalInput(`${day}T00:00`);
}
