import '@/lib/words/load/contacts';
import { useMemo, useRef, useState } from 'preact/hooks';
import type { Ask } from '@/components/background/ask';
import { useNow } from '@/components/background/use-now';
import {
  Button,
  cx,
  Empty,
  ErrorState,
  Island,
  Loading,
  Menu,
  NativeSelect,
  PersonIcon,
  PlusIcon,
  SearchIcon,
  Skeleton,
  toasts,
} from '@/components/ui';
import { FindField } from '@/components/ui/find-field';
import { lazy } from '@/components/ui/lazy';
import { saveFile } from '@/components/ui/save-file';
import { contactsCsv } from '@/lib/contacts/csv-write';
import { type FileRead, readFile } from '@/lib/contacts/import-file';
import { regionOf } from '@/lib/contacts/phone';
import { arranged, type SortBy, tagsOf } from '@/lib/contacts/table';
import { contactsVcard } from '@/lib/contacts/vcard-write';
import type { Settings } from '@/lib/settings/model';
import { t } from '@/lib/words';
import { errorSentence } from '@/lib/words/errors';
import { ContactActs, type ContactFields } from './acts';
import { ContactCard } from './card';
import { ImportDialog } from './import-dialog';
import { NewContact } from './new-contact';
import { useStyles } from './styles';
import { ContactTable } from './table';
import { useContacts } from './use-contacts';

const DuplicatesDialog = lazy(async () => (await import('@/components/duplicates/dialog')).DuplicatesDialog);

export interface ContactsPageProps {
  ask: Ask;
  settings: Settings;
  onOpenDeal: (id: string) => void;
}

type Readable = Exclude<FileRead, { is: 'wrong' }>;

/** Fifty thousand rows of many columns are smaller. */
const MOST_BYTES = 100 * 1024 * 1024;

/** The people of the CRM: a table of them all, and the card of one. */
export function ContactsPage({ ask, settings, onOpenDeal }: ContactsPageProps) {
  useStyles();
  const { value: all, error, retry } = useContacts(ask);
  const acts = useMemo(() => new ContactActs(ask, Date.now), [ask]);
  const now = useNow();
  const [find, setFind] = useState('');
  const [tag, setTag] = useState('');
  const [sort, setSort] = useState<{ by: SortBy; down: boolean }>({ by: 'name', down: false });
  const [open, setOpen] = useState<string | null>(null);
  const [making, setMaking] = useState(false);
  const [comparing, setComparing] = useState(false);
  const [file, setFile] = useState<{ name: string; read: Readable } | null>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const region = settings.region || regionOf(navigator.language);
  const tags = useMemo(() => tagsOf(all?.rows ?? []), [all]);
  const rows = useMemo(() => arranged(all?.rows ?? [], { find, tag, ...sort }), [all, find, tag, sort]);
  const shown = open !== null && all?.rows.some(({ id }) => id === open) ? open : null;

  async function create(fields: ContactFields): Promise<void> {
    const id = crypto.randomUUID();
    if (!(await acts.create(id, fields))) return;
    setMaking(false);
    setOpen(id);
  }

  async function choose(chosen: File): Promise<void> {
    if (chosen.size > MOST_BYTES) return toasts.show({ text: t('contact.fileWrong.tooMany') });
    const read = readFile(new Uint8Array(await chosen.arrayBuffer()));
    if (read.is === 'wrong') return toasts.show({ text: t(`contact.fileWrong.${read.why}`) });
    setFile({ name: chosen.name, read });
  }

  function clear(): void {
    setFind('');
    setTag('');
  }

  return (
    <>
      <header class="ws-head">
        <h1 class="tz-title tz-cut">{t('contact.many')}</h1>
        <p class="tz-meta tz-num tz-grow" aria-live="polite">
          {all && t('contact.count', { n: rows.length })}
        </p>
        {tags.length > 0 && (
          <NativeSelect
            look="inline"
            class="ct-filter"
            label={t('contact.tag')}
            value={tag}
            options={[{ value: '', label: t('contact.anyTag') }, ...tags.map((value) => ({ value, label: value }))]}
            onChange={setTag}
          />
        )}
        <FindField class="bd-find" label={t('contact.find')} value={find} onInput={setFind} />
        <Menu
          label={t('contact.more')}
          items={[
            { key: 'import', label: t('contact.import'), onSelect: () => chooser.current?.click() },
            {
              key: 'duplicates',
              label: t('contact.duplicates'),
              disabled: (all?.rows.length ?? 0) < 2,
              onSelect: () => setComparing(true),
            },
            {
              key: 'csv',
              label: t('contact.exportCsv'),
              separated: true,
              disabled: rows.length === 0,
              onSelect: () => saveFile('contacts.csv', new Blob([contactsCsv(rows)], { type: 'text/csv' })),
            },
            ...(['3.0', '4.0'] as const).map((version) => ({
              key: version,
              label: t(version === '3.0' ? 'contact.exportVcard3' : 'contact.exportVcard4'),
              disabled: rows.length === 0,
              onSelect: () =>
                saveFile('contacts.vcf', new Blob([contactsVcard(rows, version)], { type: 'text/vcard' })),
            })),
          ]}
        />
        <input
          ref={chooser}
          type="file"
          hidden
          accept=".csv,.tsv,.txt,.vcf,.json,text/csv,text/vcard,application/json"
          aria-label={t('contact.import')}
          onChange={({ currentTarget: input }) => {
            const [chosen] = input.files ?? [];
            if (chosen) void choose(chosen);
            // The same file may be chosen again.
            input.value = '';
          }}
        />
        <Button kind="filled" class="bd-new" icon={PlusIcon} onClick={() => setMaking(true)}>
          {t('contact.new')}
        </Button>
      </header>
      <div class={cx('ct-page', shown !== null && 'has-card')}>
        <Island class="ct-all">
          {error && !all && <ErrorState onRetry={retry}>{errorSentence(error, now)}</ErrorState>}
          {!all && !error && <Bones />}
          {all && all.rows.length === 0 && (
            <div class="ct-none">
              <Empty icon={PersonIcon} title={t('contact.noneTitle')}>
                {t('contact.noneHelp')}
              </Empty>
            </div>
          )}
          {all && all.rows.length > 0 && rows.length === 0 && (
            <div class="ct-none">
              <Empty
                icon={SearchIcon}
                title={t('contact.noMatchTitle')}
                action={
                  <Button kind="soft" size={32} onClick={clear}>
                    {t('contact.clear')}
                  </Button>
                }
              >
                {t('contact.noMatchHelp')}
              </Empty>
            </div>
          )}
          {rows.length > 0 && (
            <ContactTable
              {...{ rows, now, ...sort }}
              open={shown}
              onOpen={setOpen}
              onSort={(by) => setSort({ by, down: sort.by === by ? !sort.down : by === 'changed' })}
            />
          )}
        </Island>
        {shown !== null && (
          <ContactCard key={shown} {...{ ask, acts, region, onOpenDeal }} id={shown} onClose={() => setOpen(null)} />
        )}
      </div>
      {comparing && <DuplicatesDialog ask={ask} onClose={() => setComparing(false)} />}
      {file && <ImportDialog {...{ ask, settings, file }} onClose={() => setFile(null)} />}
      {making && (
        <NewContact region={region} onCreate={(fields) => void create(fields)} onClose={() => setMaking(false)} />
      )}
    </>
  );
}

function Bones() {
  return (
    <Loading>
      <div class="ct-bones">
        {['70%', '85%', '60%', '80%', '65%', '75%'].map((width) => (
          <Skeleton key={width} width={width} height="20px" />
        ))}
      </div>
    </Loading>
  );
}
