import '@/lib/words/load/duplicates';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Ask } from '@/components/background/ask';
import { tryAct } from '@/components/background/try-act';
import { Button, Chip, Dialog, Empty, ErrorState, Loading, PeopleIcon, Skeleton } from '@/components/ui';
import { undo } from '@/lib/changes/contract';
import { type DuplicatePair, merge, type Side, tellApart } from '@/lib/duplicates/contract';
import { CHOSEN, type Chosen, conflicts, merged } from '@/lib/duplicates/merge';
import { t } from '@/lib/words';
import { errorSentence } from '@/lib/words/errors';
import { formatPhone } from '@/lib/words/phone';
import { useStyles } from './styles';
import { useComparison, useDuplicates } from './use-duplicates';

export interface DuplicatesDialogProps {
  ask: Ask;
  onClose: () => void;
}

const keyOf = ({ ids }: DuplicatePair) => ids.join(' ');

/** What was done last, and its group of changes. */
interface Done {
  text: string;
  undo: string;
}

/** Goes through the contacts that may be one person, a pair at a time. */
export function DuplicatesDialog({ ask, onClose }: DuplicatesDialogProps) {
  useStyles();
  const { value, error, retry } = useDuplicates(ask);
  const [later, setLater] = useState<readonly string[]>([]);
  const [done, setDone] = useState<Done | null>(null);
  const left = (value?.pairs ?? []).filter((pair) => !later.includes(keyOf(pair)));
  const [pair] = left;
  const last = done && <Last {...{ ask, done }} onUndone={() => setDone(null)} />;
  if (pair && value) {
    const at = value.pairs.indexOf(pair) + 1;
    return (
      <Pair
        key={keyOf(pair)}
        {...{ ask, pair, last, onClose }}
        place={t('duplicate.count', { at, n: value.total })}
        onDone={setDone}
        onLater={() => setLater([...later, keyOf(pair)])}
      />
    );
  }
  return (
    <Dialog open title={t('duplicate.many')} safeLabel={t('common.close')} onClose={onClose}>
      {!value && error && <ErrorState onRetry={retry}>{errorSentence(error, Date.now())}</ErrorState>}
      {!value && !error && <Bones />}
      {value && (
        <Empty icon={PeopleIcon} title={t(later.length > 0 ? 'duplicate.restLater' : 'duplicate.none')}>
          {t('duplicate.noneHelp')}
        </Empty>
      )}
      {last}
    </Dialog>
  );
}

/** The way back from what was done last: nothing outside the dialog can be pressed while it is open. */
function Last({ ask, done, onUndone }: { ask: Ask; done: Done; onUndone: () => void }) {
  return (
    <p class="du-head" role="status">
      <span>{done.text}</span>
      <Button
        kind="ghost"
        size={32}
        onClick={() => void tryAct(() => ask(undo, { group: done.undo }).then(onUndone), Date.now)}
      >
        {t('common.undo')}
      </Button>
    </p>
  );
}

interface PairProps extends DuplicatesDialogProps {
  pair: DuplicatePair;
  place: string;
  last: ComponentChildren;
  onDone: (done: Done) => void;
  onLater: () => void;
}

function Pair({ ask, pair, place, last, onDone, onLater, onClose }: PairProps) {
  const [a, b] = pair.ids;
  const { value: sides, error, retry } = useComparison(ask, a, b);
  const [fromB, setFromB] = useState<readonly Chosen[]>([]);
  const [busy, setBusy] = useState(false);

  async function act(work: () => Promise<void>): Promise<void> {
    setBusy(true);
    await tryAct(work, Date.now);
    setBusy(false);
  }

  const mergeThem = () =>
    act(async () => {
      if (!sides) return;
      const { undo: group } = await ask(merge, { a, b, fromB: [...fromB] });
      const { name } = merged(sides.a.contact, sides.b.contact, fromB);
      onDone({ text: t('duplicate.merged', { name }), undo: group });
    });
  const keepApart = () =>
    act(async () => {
      const { undo: group } = await ask(tellApart, { a, b });
      onDone({ text: t('duplicate.toldApart', { a: pair.names[0], b: pair.names[1] }), undo: group });
    });

  return (
    <Dialog
      open
      title={t('duplicate.title')}
      safeLabel={t('common.close')}
      actLabel={t('duplicate.merge')}
      busy={busy}
      onAct={() => void mergeThem()}
      onClose={onClose}
    >
      <div class="du-head">
        {pair.reasons.map((reason) => (
          <Chip key={reason}>{t(`duplicate.reason.${reason}`)}</Chip>
        ))}
        <span class="tz-meta tz-end">{place}</span>
      </div>
      {!sides && error && <ErrorState onRetry={retry}>{errorSentence(error, Date.now())}</ErrorState>}
      {!sides && !error && <Bones />}
      {sides && (
        <Comparison
          {...{ sides, fromB }}
          onChoose={(field, takes) => setFromB(takes ? [...fromB, field] : fromB.filter((each) => each !== field))}
        />
      )}
      {last ?? <p class="tz-hint">{t('duplicate.keepsAll')}</p>}
      <div class="du-foot">
        <Button kind="soft" size={32} disabled={busy} onClick={() => void keepApart()}>
          {t('duplicate.apart')}
        </Button>
        <Button kind="ghost" size={32} disabled={busy} onClick={onLater}>
          {t('duplicate.later')}
        </Button>
      </div>
    </Dialog>
  );
}

interface ComparisonProps {
  sides: { a: Side; b: Side };
  fromB: readonly Chosen[];
  onChoose: (field: Chosen, takesB: boolean) => void;
}

/** Both contacts and what becomes of them, field by field; of what they say differently one is chosen. */
function Comparison({ sides: { a, b }, fromB, onChoose }: ComparisonProps) {
  const open = new Set(conflicts(a.contact, b.contact).map(({ field }) => field));
  const one = merged(a.contact, b.contact, fromB);
  const companies = new Map([a, b].map(({ contact, company }) => [contact.company, company]));
  const shownAs = (field: Chosen, value: string) =>
    value === '' ? '' : field === 'company' ? (companies.get(value) ?? '') : field === 'username' ? `@${value}` : value;
  const lists = [
    { field: 'phones', of: (phones: { phones: readonly string[] }) => phones.phones.map(formatPhone) },
    { field: 'emails', of: ({ emails }: { emails?: readonly string[] }) => [...(emails ?? [])] },
    { field: 'tags', of: ({ tags }: { tags: readonly string[] }) => [...tags] },
  ] as const;
  return (
    <table class="du-table">
      <thead>
        <tr>
          <th scope="col">{t('duplicate.field')}</th>
          <th scope="col">{t('duplicate.first')}</th>
          <th scope="col">{t('duplicate.second')}</th>
          <th scope="col">{t('duplicate.result')}</th>
        </tr>
      </thead>
      <tbody>
        {CHOSEN.map((field) => {
          const [own, other] = [a, b].map(({ contact }) => shownAs(field, contact[field] ?? ''));
          const becomes = shownAs(field, one[field] ?? '');
          if (!own && !other) return null;
          return (
            <tr key={field}>
              <th scope="row">{t(`duplicate.${field}`)}</th>
              {[own, other].map((value = '', side) => (
                <td key={side === 0 ? 'a' : 'b'}>
                  {open.has(field) ? (
                    <label class="du-pick">
                      <input
                        type="radio"
                        name={`du-${field}`}
                        checked={fromB.includes(field) === (side === 1)}
                        aria-label={t('duplicate.take', { value, field: t(`duplicate.${field}`) })}
                        onChange={() => onChoose(field, side === 1)}
                      />
                      <span class={value === becomes ? undefined : 'du-off'}>{value}</span>
                    </label>
                  ) : (
                    value
                  )}
                </td>
              ))}
              <td>{becomes}</td>
            </tr>
          );
        })}
        {lists.map(({ field, of }) => {
          const [own, other, all] = [a.contact, b.contact, one].map(of);
          if (all?.length === 0) return null;
          return (
            <tr key={field}>
              <th scope="row">{t(`duplicate.${field}`)}</th>
              {[own, other, all].map((values, i) => (
                <td key={`${i}`}>{values?.join(', ')}</td>
              ))}
            </tr>
          );
        })}
        {(counts(a) !== '' || counts(b) !== '') && (
          <tr>
            <th scope="row">{t('duplicate.belongs')}</th>
            <td>{counts(a)}</td>
            <td>{counts(b)}</td>
            <td>{t('duplicate.both')}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function counts({ chats, notes, tasks }: Side): string {
  const parts = [
    chats > 0 && t('duplicate.chats', { n: chats }),
    notes > 0 && t('duplicate.notes', { n: notes }),
    tasks > 0 && t('duplicate.tasks', { n: tasks }),
  ].filter(Boolean);
  return parts.join(', ');
}

function Bones() {
  return (
    <Loading>
      <div class="du-bones">
        {['40%', '80%', '70%', '75%'].map((width) => (
          <Skeleton key={width} width={width} />
        ))}
      </div>
    </Loading>
  );
}
