import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Ask } from '@/components/background/ask';
import { AttachDialog } from '@/components/files/attach-dialog';
import { AttachedFiles } from '@/components/files/attached';
import { FormatBar, LinkForm } from '@/components/outbox/format-bar';
import { AttachIcon } from '@/components/outbox/icons';
import { MessageField } from '@/components/outbox/message-field';
import { Button, DeleteIcon, Field, Island, Menu, PlusIcon } from '@/components/ui';
import { MOST_ATTACHED, united } from '@/lib/files/library';
import { linkAt, linked, type Mark, replaced, replacedPart, toggled, wordAt } from '@/lib/outbox/marks';
import { filled, questionsOf, type ValueFor } from '@/lib/templates/fill';
import { KNOWN } from '@/lib/templates/gaps';
import { faultsOf, type TemplateFields, tidied } from '@/lib/templates/model';
import { t } from '@/lib/words';
import { faultWords } from './fault-words';
import { Preview } from './preview';

export interface EditorProps {
  ask: Ask;
  fields: TemplateFields;
  /** Whether it is stored already. */
  stored: boolean;
  changed: boolean;
  others: readonly TemplateFields[];
  categories: readonly string[];
  valueFor: ValueFor;
  /** Whose values the preview shows; empty where no chat is open. */
  chatTitle: string;
  onChange: (fields: TemplateFields) => void;
  /** Resolves to whether it is stored. */
  onSave: (fields: TemplateFields) => Promise<boolean>;
  onDelete: () => void;
}

const EXAMPLES = { known: '{first name}', own: '{discount|10 %}', date: '{today+3d}', brace: '\\{' };
/** Examples of gaps that are no values of a chat; `|` begins what is suggested. */
const MORE = ['{today+3d}', '{next monday}', '{discount|10 %}'];

/** One template, with what it would say to the chat that Telegram shows. */
export function TemplateEditor(props: EditorProps) {
  const { ask, fields, stored, changed, others, categories, valueFor, chatTitle, onChange, onSave, onDelete } = props;
  const { body, files } = fields;
  const id = useId();
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [linking, setLinking] = useState<{ from: number; to: number; url: string } | null>(null);
  const [attaching, setAttaching] = useState(false);
  const name = useRef<HTMLInputElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const faults = faultsOf(tidied(fields), others);
  const wordsFor = (field: 'name' | 'category' | 'shortcut' | 'body') => {
    // What is empty is not wrong before somebody wants to keep it.
    const fault = faults.find((each) => each.field === field && (tried || each.is !== 'empty'));
    return fault && faultWords(fault);
  };
  const bodyFault = wordsFor('body');
  const questions = questionsOf(body, valueFor);
  const suggested = Object.fromEntries(questions.map((question) => [question.key, question.suggested]));

  useEffect(() => {
    if (!stored) name.current?.focus();
  }, []);

  const set = (part: Partial<TemplateFields>) => onChange({ ...fields, ...part });

  async function save(): Promise<void> {
    setTried(true);
    if (faults.length > 0 || busy) return;
    setBusy(true);
    await onSave(tidied(fields));
    setBusy(false);
  }

  function selected(): { from: number; to: number } {
    const [from, to] = [area.current?.selectionStart ?? 0, area.current?.selectionEnd ?? 0];
    return from === to ? wordAt(body.text, from) : { from, to };
  }

  function mark(is: Mark): void {
    const { from, to } = selected();
    set({ body: toggled(body, from, to, is) });
  }

  function link(): void {
    const { from, to } = selected();
    const known = linkAt(body, from, to);
    if (known) setLinking(known);
    else if (to > from) setLinking({ from, to, url: '' });
  }

  function put(gap: string): void {
    const field = area.current;
    const [from, to] = [field?.selectionStart ?? body.text.length, field?.selectionEnd ?? body.text.length];
    set({ body: replaced(body, from, to, gap) });
    requestAnimationFrame(() => {
      field?.focus();
      field?.setSelectionRange(from + gap.length, from + gap.length);
    });
  }

  return (
    <Island label={t('template.one')} class="tm-editor" padded>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field
          label={t('template.name')}
          value={fields.name}
          error={wordsFor('name')}
          inputRef={name}
          autocomplete="off"
          onInput={(value) => set({ name: value })}
        />
        <div class="tm-pair">
          <Field
            label={t('template.category')}
            value={fields.category}
            error={wordsFor('category')}
            list={`${id}-categories`}
            autocomplete="off"
            onInput={(value) => set({ category: value })}
          />
          <Field
            label={t('template.shortcut')}
            value={fields.shortcut}
            help={t('template.shortcutHelp')}
            error={wordsFor('shortcut')}
            before={<span class="tz-meta">/</span>}
            autocomplete="off"
            spellcheck={false}
            onInput={(value) => set({ shortcut: value.replace(/^\//, '') })}
          />
        </div>
        <datalist id={`${id}-categories`}>
          {categories.map((category) => (
            <option key={category} value={category} />
          ))}
        </datalist>
        <div class="ob tm-text">
          <div class="ob-bar">
            <span class="tz-label tz-grow">{t('template.text')}</span>
            <FormatBar onMark={mark} onLink={link} linking={linking !== null} />
            <Menu
              size={28}
              icon={PlusIcon}
              label={t('template.addGap')}
              items={[
                ...KNOWN.map((gap) => ({ key: gap, label: `{${gap}}`, onSelect: () => put(`{${gap}}`) })),
                ...MORE.map((gap, i) => ({ key: gap, label: gap, separated: i === 0, onSelect: () => put(gap) })),
              ]}
            />
          </div>
          <MessageField
            rich={body}
            field={area}
            label={t('template.text')}
            placeholder={t('template.textPlaceholder', { name: '{first name}' })}
            invalid={bodyFault !== undefined}
            describedBy={`${id}-text`}
            onType={(text, caret) => {
              const { from, to, inserted } = replacedPart(body.text, text, caret);
              set({ body: replaced(body, from, to, inserted) });
            }}
            onMark={mark}
            onLink={link}
          />
          <p class={bodyFault ? 'tz-hint is-error' : 'tz-hint'} id={`${id}-text`} aria-live="polite">
            {bodyFault ?? t('template.textHelp', EXAMPLES)}
          </p>
          {linking && (
            <LinkForm
              url={linking.url}
              onDone={(url) => {
                set({ body: linked(body, linking.from, linking.to, url) });
                setLinking(null);
              }}
              onClose={() => setLinking(null)}
            />
          )}
        </div>
        <div class="tm-files">
          {files.length > 0 && (
            <AttachedFiles
              {...{ ask, files }}
              account={null}
              words={body}
              onRemove={(gone) => set({ files: files.filter((file) => file.id !== gone) })}
            />
          )}
          <Button
            size={32}
            kind="ghost"
            icon={AttachIcon}
            disabled={files.length >= MOST_ATTACHED}
            onClick={() => setAttaching(true)}
          >
            {t('files.attachFromLibrary')}
          </Button>
        </div>
        <div class="tm-live">
          <p class="tz-meta">
            {chatTitle === '' ? t('template.previewNoChat') : t('template.forChat', { name: chatTitle })}
          </p>
          <Preview of={filled(body, valueFor, suggested)} />
          {questions.length > 0 && (
            <p class="tz-meta">{t('template.asks', { names: questions.map(({ label }) => label).join(', ') })}</p>
          )}
        </div>
        <div class="tm-acts">
          {stored && (
            <Button kind="danger" icon={DeleteIcon} onClick={onDelete}>
              {t('template.delete')}
            </Button>
          )}
          <span class="tz-grow" />
          <Button kind="filled" type="submit" busy={busy} disabled={stored && !changed}>
            {t('template.save')}
          </Button>
        </div>
      </form>
      {attaching && (
        <AttachDialog
          ask={ask}
          attached={files.map((file) => file.id)}
          most={MOST_ATTACHED - files.length}
          onAttach={(more) => set({ files: united(files, more) })}
          onClose={() => setAttaching(false)}
        />
      )}
    </Island>
  );
}
