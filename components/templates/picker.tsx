import '@/lib/words/load/templates';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Ask } from '@/components/background/ask';
import { AttachIcon } from '@/components/outbox/icons';
import {
  CloseIcon,
  cx,
  Empty,
  ErrorState,
  Field,
  Icon,
  IconButton,
  Loading,
  SearchIcon,
  Skeleton,
  TemplateIcon,
} from '@/components/ui';
import type { AttachedFile } from '@/lib/files/library';
import type { RichText } from '@/lib/messages/content';
import { answersOf, filled, questionsOf, type ValueFor } from '@/lib/templates/fill';
import { found, type Template } from '@/lib/templates/model';
import { t } from '@/lib/words';
import { errorSentence } from '@/lib/words/errors';
import { FillView } from './fill-view';
import { FilledWords } from './preview';
import { useStyles } from './styles';
import { useTemplates } from './use-templates';

export interface TemplatePickerProps {
  ask: Ask;
  /** Whose chat it is. */
  account: number;
  valueFor: ValueFor;
  /** The template to begin with, by its id. */
  first: string | null;
  onUse: (rich: RichText, files: readonly AttachedFile[]) => void;
  onInsert: (rich: RichText) => void;
  onClose: () => void;
}

/** Finds a template and fills it. Arrow keys choose, Enter takes, Esc goes a step back. */
export function TemplatePicker({ ask, account, valueFor, first, onUse, onInsert, onClose }: TemplatePickerProps) {
  useStyles();
  const { all, error, retry } = useTemplates(ask);
  const [query, setQuery] = useState('');
  const [open, setOpen] = useState(first);
  const template = all?.find(({ id }) => id === open);

  function stepBack(): void {
    if (open === null || first !== null) onClose();
    else setOpen(null);
  }

  return (
    <section
      class="tm-picker"
      aria-label={t('template.pick')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.isComposing) return;
        event.preventDefault();
        event.stopPropagation();
        stepBack();
      }}
    >
      <IconButton size={28} class="tm-close" icon={CloseIcon} label={t('template.close')} onClick={onClose} />
      {template ? (
        <FillView
          key={template.id}
          {...{ ask, account, template, valueFor, onUse, onInsert }}
          onBack={first === null ? () => setOpen(null) : null}
          useLabel={t('template.use')}
        />
      ) : (
        <List {...{ all, query, valueFor }} onQuery={setQuery} onPick={({ id }) => setOpen(id)}>
          {error && !all && <ErrorState onRetry={retry}>{errorSentence(error, Date.now())}</ErrorState>}
        </List>
      )}
    </section>
  );
}

interface ListProps {
  all: readonly Template[] | null;
  query: string;
  valueFor: ValueFor;
  onQuery: (query: string) => void;
  onPick: (template: Template) => void;
  /** Shown where there is no list. */
  children: preact.ComponentChildren;
}

function List({ all, query, valueFor, onQuery, onPick, children }: ListProps) {
  const id = useId();
  const box = useRef<HTMLInputElement>(null);
  const [active, setActive] = useState(0);
  const shown = found(all ?? [], query);
  const chosen = Math.min(active, Math.max(0, shown.length - 1));

  useLayoutEffect(() => box.current?.focus({ preventScroll: true }), []);
  useLayoutEffect(() => {
    document.getElementById(`${id}-${chosen}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, chosen]);

  function pressed(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const picked = shown[chosen];
    if (by !== undefined && shown.length > 0) {
      event.preventDefault();
      setActive((chosen + by + shown.length) % shown.length);
    } else if (event.key === 'Enter' && picked) {
      event.preventDefault();
      onPick(picked);
    }
  }

  return (
    <>
      <Field
        dense
        class="tm-find"
        label={t('template.find')}
        labelHidden
        placeholder={t('template.find')}
        role="combobox"
        aria-expanded={shown.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={shown.length > 0 ? `${id}-${chosen}` : undefined}
        aria-autocomplete="list"
        autocomplete="off"
        spellcheck={false}
        value={query}
        inputRef={box}
        before={<Icon of={SearchIcon} size={18} />}
        onInput={(value) => {
          onQuery(value);
          setActive(0);
        }}
        onKeyDown={pressed}
      />
      {all === null && !children && (
        <Loading>
          <div class="tm-bones">
            <Skeleton width="60%" />
            <Skeleton width="80%" />
          </div>
        </Loading>
      )}
      {children}
      {all?.length === 0 && <NoTemplates />}
      {all && all.length > 0 && shown.length === 0 && <p class="tm-none">{t('template.noMatch')}</p>}
      <TemplateOptions {...{ id, chosen, valueFor, onPick }} templates={shown} />
    </>
  );
}

export interface TemplateOptionsProps {
  /** The options' ids begin with it; `ID-list` is the list's own. */
  id: string;
  templates: readonly Template[];
  valueFor: ValueFor;
  /** Place of the one that Enter takes. */
  chosen: number;
  class?: string;
  onPick: (template: Template) => void;
}

/** Templates to choose from. */
export function TemplateOptions({ id, templates, valueFor, chosen, class: more, onPick }: TemplateOptionsProps) {
  return (
    <div class={cx('tm-list', more)} role="listbox" id={`${id}-list`} aria-label={t('template.many')}>
      {templates.map((template, i) => (
        <TemplateOption
          key={template.id}
          id={`${id}-${i}`}
          {...{ template, valueFor }}
          chosen={i === chosen}
          onPick={() => onPick(template)}
        />
      ))}
    </div>
  );
}

interface TemplateOptionProps {
  id: string;
  template: Template;
  valueFor: ValueFor;
  chosen: boolean;
  onPick: () => void;
}

/** A template in a list: its name, its shortcut, and how it begins. The focus stays in the field beside the list. */
function TemplateOption({ id, template, valueFor, chosen, onPick }: TemplateOptionProps) {
  const { name, category, shortcut, body, files } = template;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field beside the list hears the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field
    <div
      id={id}
      class="tm-option"
      role="option"
      aria-selected={chosen}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onPick}
    >
      <span class="tz-row">
        <span class="tz-strong tz-cut">{name}</span>
        {shortcut !== '' && <span class="tm-shortcut">/{shortcut}</span>}
        {files.length > 0 && (
          <span class="tm-paperclip" role="img" aria-label={t('template.files', { n: files.length })}>
            <Icon of={AttachIcon} size={14} />
            {files.length}
          </span>
        )}
        {category !== '' && <span class="tz-meta tz-cut tz-end">{category}</span>}
      </span>
      <span class="tz-meta tz-cut">
        <FilledWords of={filled(body, valueFor, answersOf(questionsOf(body, valueFor), {}))} />
      </span>
    </div>
  );
}

function NoTemplates() {
  return (
    <Empty
      icon={TemplateIcon}
      title={t('template.noneTitle')}
      action={
        <a class="tz-button is-soft is-32" href="workspace.html#templates" target="_blank" rel="noreferrer">
          {t('template.make')}
        </a>
      }
    >
      {t('template.noneHelp')}
    </Empty>
  );
}
