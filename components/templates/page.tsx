import '@/lib/words/load/templates';
import { useMemo, useRef, useState } from 'preact/hooks';
import type { Ask } from '@/components/background/ask';
import { useNow } from '@/components/background/use-now';
import {
  Button,
  Empty,
  ErrorState,
  Island,
  ListRow,
  Loading,
  Menu,
  PlusIcon,
  Skeleton,
  TemplateIcon,
  toasts,
} from '@/components/ui';
import { FindField } from '@/components/ui/find-field';
import { saveFile } from '@/components/ui/save-file';
import { type ReadFile, readJson, toJson } from '@/lib/templates/exchange';
import { found, type Template, type TemplateFields } from '@/lib/templates/model';
import { t } from '@/lib/words';
import { errorSentence } from '@/lib/words/errors';
import { TemplateActs } from './acts';
import { TemplateEditor } from './editor';
import { fileFaultWords, rowFaultWords } from './fault-words';
import { ImportDialog } from './import-dialog';
import { useStyles } from './styles';
import { useShownChat } from './use-shown-chat';
import { useTemplates } from './use-templates';
import { valuesOf } from './values';

export interface TemplatesPageProps {
  ask: Ask;
  /** An account's name. */
  nameOf: (account: number) => string;
  /** What was written and not stored yet, by id; lives as long as the workspace shows data. */
  drafts: Map<string, TemplateFields>;
  /** The template that a search led to; each time another object. */
  wanted: { template: string } | null;
}

const BLANK: TemplateFields = { name: '', category: '', shortcut: '', body: { text: '', entities: [] }, files: [] };
/** A file of 500 long templates is smaller. */
const MOST_BYTES = 10 * 1024 * 1024;

/** Where templates are made: the list, one of them, and what it says to the chat that Telegram shows. */
export function TemplatesPage({ ask, nameOf, drafts, wanted }: TemplatesPageProps) {
  useStyles();
  const { all, error, retry } = useTemplates(ask);
  const acts = useMemo(() => new TemplateActs(ask, Date.now), [ask]);
  const now = useNow();
  const card = useShownChat(ask);
  const [query, setQuery] = useState('');
  const [open, setOpen] = useState<string | null>(null);
  const [seen, setSeen] = useState<TemplatesPageProps['wanted']>(null);
  const [, redraw] = useState(0);
  const [read, setRead] = useState<Extract<ReadFile, { ok: true }> | null>(null);
  const file = useRef<HTMLInputElement>(null);

  if (wanted && wanted !== seen) {
    setSeen(wanted);
    setOpen(wanted.template);
  }

  const stored = all?.find(({ id }) => id === open);
  const draft = open === null ? undefined : drafts.get(open);
  const fields = draft ?? stored;
  const shown = found(all ?? [], query);
  const valueFor = valuesOf({
    ...{ card: card ?? null, deal: card?.deals[0] ?? null },
    ...{ me: card ? nameOf(card.chat.account) : '', now },
  });

  function change(id: string, next: TemplateFields): void {
    drafts.set(id, next);
    redraw((count) => count + 1);
  }

  function make(): void {
    const id = crypto.randomUUID();
    drafts.set(id, BLANK);
    setOpen(id);
  }

  async function save(id: string, next: TemplateFields): Promise<boolean> {
    const done = await acts.save(id, next);
    if (done && drafts.get(id)) {
      drafts.delete(id);
      redraw((count) => count + 1);
    }
    return done;
  }

  async function remove(template: Template): Promise<void> {
    if (!(await acts.delete(template))) return;
    drafts.delete(template.id);
    setOpen(null);
  }

  async function choose(chosen: File): Promise<void> {
    if (chosen.size > MOST_BYTES) return toasts.show({ text: t('template.fileFormat') });
    const answer = readJson(await chosen.text());
    if (!answer.ok) return toasts.show({ text: fileFaultWords(answer.why) });
    const [first] = answer.faults;
    if (answer.templates.length === 0 && first) return toasts.show({ text: rowFaultWords(first) });
    setRead(answer);
  }

  return (
    <>
      <header class="ws-head">
        <h1 class="tz-title tz-cut tz-grow">{t('template.many')}</h1>
        <FindField class="bd-find" label={t('template.find')} value={query} onInput={setQuery} />
        <Menu
          label={t('template.more')}
          items={[
            { key: 'import', label: t('template.import'), onSelect: () => file.current?.click() },
            {
              key: 'export',
              label: t('template.export'),
              disabled: !all?.length,
              onSelect: () =>
                saveFile('tez-templates.json', new Blob([toJson(all ?? [])], { type: 'application/json' })),
            },
          ]}
        />
        <Button kind="filled" class="bd-new" icon={PlusIcon} onClick={make}>
          {t('template.new')}
        </Button>
        <input
          ref={file}
          type="file"
          hidden
          accept=".json,application/json"
          aria-label={t('template.import')}
          onChange={({ currentTarget: input }) => {
            const [chosen] = input.files ?? [];
            if (chosen) void choose(chosen);
            // The same file may be chosen again.
            input.value = '';
          }}
        />
      </header>
      <div class="tm-page">
        <Island label={t('template.list')} class="tm-all">
          {error && !all && <ErrorState onRetry={retry}>{errorSentence(error, now)}</ErrorState>}
          {!all && !error && <Bones />}
          {all?.length === 0 && (
            <Empty icon={TemplateIcon} title={t('template.noneTitle')}>
              {t('template.noneHelp')}
            </Empty>
          )}
          {all && all.length > 0 && shown.length === 0 && <p class="tm-none">{t('template.noMatch')}</p>}
          {shown.map(({ id, name, category, shortcut, files }) => (
            <ListRow
              key={id}
              title={name}
              meta={[
                category,
                shortcut && `/${shortcut}`,
                files.length > 0 && t('template.files', { n: files.length }),
                drafts.has(id) && t('template.unsaved'),
              ]
                .filter(Boolean)
                .join(' · ')}
              selected={id === open}
              onClick={() => setOpen(id)}
            />
          ))}
        </Island>
        {open !== null && fields && (
          <TemplateEditor
            key={open}
            {...{ ask, fields, valueFor }}
            stored={stored !== undefined}
            changed={draft !== undefined}
            others={(all ?? []).filter(({ id }) => id !== open)}
            categories={[...new Set((all ?? []).map(({ category }) => category).filter(Boolean))]}
            chatTitle={card?.title ?? ''}
            onChange={(next) => change(open, next)}
            onSave={(next) => save(open, next)}
            onDelete={() => void (stored && remove(stored))}
          />
        )}
      </div>
      {read && (
        <ImportDialog
          here={all ?? []}
          templates={read.templates}
          faults={read.faults}
          onImport={(same) => {
            setRead(null);
            void acts.takeIn(read.templates, same);
          }}
          onClose={() => setRead(null)}
        />
      )}
    </>
  );
}

function Bones() {
  return (
    <Loading>
      <div class="tm-bones">
        {['60%', '75%', '50%'].map((width) => (
          <Skeleton key={width} width={width} />
        ))}
      </div>
    </Loading>
  );
}
