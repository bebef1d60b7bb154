import '@/lib/words/load/contacts';
import { useMemo, useState } from 'preact/hooks';
import type { Ask } from '@/components/background/ask';
import { useNow } from '@/components/background/use-now';
import {
  Button,
  cx,
  Empty,
  ErrorState,
  Field,
  Icon,
  Island,
  Loading,
  Menu,
  NativeSelect,
  PersonIcon,
  PlusIcon,
  SearchIcon,
  Skeleton,
} from '@/components/ui';
import { lazy } from '@/components/ui/lazy';
import { regionOf } from '@/lib/contacts/phone';
import { arranged, type SortBy, tagsOf } from '@/lib/contacts/table';
import type { Settings } from '@/lib/settings/model';
import { t } from '@/lib/words';
import { errorSentence } from '@/lib/words/errors';
import { ContactActs, type ContactFields } from './acts';
import { ContactCard } from './card';
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
        <Field
          class="bd-find"
          label={t('contact.find')}
          labelHidden
          type="search"
          placeholder={t('contact.find')}
          value={find}
          onInput={setFind}
          autocomplete="off"
          before={<Icon of={SearchIcon} />}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setFind('');
          }}
        />
        <Menu
          label={t('contact.more')}
          items={[
            {
              key: 'duplicates',
              label: t('contact.duplicates'),
              disabled: (all?.rows.length ?? 0) < 2,
              onSelect: () => setComparing(true),
            },
          ]}
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
