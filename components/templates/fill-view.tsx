import { useEffect, useRef, useState } from 'preact/hooks';
import type { Ask } from '@/components/background/ask';
import { AttachedFiles } from '@/components/files/attached';
import { Button, ChevronLeftIcon, Field, IconButton } from '@/components/ui';
import type { AttachedFile } from '@/lib/files/library';
import type { RichText } from '@/lib/messages/content';
import { LONGEST, lengthOf } from '@/lib/outbox/text';
import { answersOf, filled, questionsOf, type ValueFor } from '@/lib/templates/fill';
import type { Template } from '@/lib/templates/model';
import { t } from '@/lib/words';
import { Preview } from './preview';

export interface FillViewProps {
  ask: Ask;
  /** Whose chat it is. */
  account: number;
  template: Template;
  valueFor: ValueFor;
  /** Puts the words, and the files with them, where they can still be changed; sends nothing. */
  onUse: (rich: RichText, files: readonly AttachedFile[]) => void;
  /** Into Telegram's own message field. */
  onInsert: (rich: RichText) => void;
  /** Back to the list; null where there is none. */
  onBack: (() => void) | null;
  useLabel: string;
}

/** A template with the open chat's values, and a field for each thing that nobody knows yet. */
export function FillView(props: FillViewProps) {
  const { ask, account, template, valueFor, onUse, onInsert, onBack, useLabel } = props;
  const { name, body, files } = template;
  const [typed, setTyped] = useState<Record<string, string>>({});
  const root = useRef<HTMLFormElement>(null);
  // What was asked stays asked: a field must not go from under the hands when the chat tells a value meanwhile.
  const asked = useRef(new Set<string>());
  const unasked: ValueFor = (variable) =>
    variable.is !== 'date' && asked.current.has(variable.name) ? null : valueFor(variable);
  const questions = questionsOf(body, unasked);
  for (const { key } of questions) asked.current.add(key);
  const answers = answersOf(questions, typed);
  const done = filled(body, unasked, answers);
  const lacking = questions.find(({ key }) => (answers[key] ?? '').trim() === '');
  const why = lacking && t('template.fillFirst', { name: lacking.label });
  const tooLong = lengthOf(done.text) > LONGEST.text;

  useEffect(() => {
    const first =
      root.current?.querySelector<HTMLElement>('input') ?? root.current?.querySelector('button[type=submit]');
    if (first instanceof HTMLElement) first.focus();
  }, []);

  const words = (): RichText => ({ text: done.text, entities: done.entities });
  return (
    <form
      ref={root}
      class="tm-fill"
      aria-label={name}
      onSubmit={(event) => {
        event.preventDefault();
        if (!lacking) onUse(words(), files);
      }}
    >
      <div class="tz-row">
        {onBack && <IconButton size={28} icon={ChevronLeftIcon} label={t('template.back')} onClick={onBack} />}
        <h3 class="tz-cut tz-grow">{name}</h3>
      </div>
      {done.text.trim() !== '' && <Preview of={done} />}
      {files.length > 0 && <AttachedFiles {...{ ask, account, files }} words={done} />}
      {questions.map(({ key, label }) => (
        <Field
          key={key}
          dense
          label={label}
          value={answers[key] ?? ''}
          maxLength={500}
          autocomplete="off"
          onInput={(value) => setTyped((before) => ({ ...before, [key]: value }))}
        />
      ))}
      {files.length > 0 && <p class="tz-hint">{t('template.insertTextOnly')}</p>}
      {why && (
        <p class="tz-hint" role="status">
          {why}
        </p>
      )}
      <div class="tm-acts">
        <Button
          size={32}
          kind="ghost"
          disabled={Boolean(lacking) || tooLong || done.text.trim() === ''}
          title={why ?? (tooLong ? t('template.tooLongToInsert') : undefined)}
          onClick={() => onInsert(words())}
        >
          {t('template.insert')}
        </Button>
        <span class="tz-grow" />
        <Button size={32} kind="soft" type="submit" disabled={Boolean(lacking)} title={why} keys={t('common.enterKey')}>
          {useLabel}
        </Button>
      </div>
    </form>
  );
}
