import { useEffect, useState } from 'preact/hooks';
import { Checkbox, Dialog, Field, Icon, SearchIcon } from '@/components/ui';
import type { ChatRef } from '@/lib/chats/model';
import { chatKey } from '@/lib/chats/model';
import type { RichText } from '@/lib/messages/content';
import { lengthOf } from '@/lib/outbox/text';
import { t } from '@/lib/words';

interface Closes {
  onClose: () => void;
}

/** A text that is too long, as it would be sent. */
export function SplitDialog({
  parts,
  later,
  busy,
  onSend,
  onClose,
}: Closes & { parts: RichText[]; later: boolean; busy: boolean; onSend: () => void }) {
  const n = parts.length;
  return (
    <Dialog
      open
      title={t('outbox.splitTitle', { n })}
      safeLabel={t('outbox.splitKeep')}
      actLabel={t(later ? 'outbox.splitSchedule' : 'outbox.splitSend', { n })}
      busy={busy}
      onAct={onSend}
      onClose={onClose}
    >
      <p>{t('outbox.splitHelp')}</p>
      <ol class="ob-parts">
        {parts.map(({ text }, i) => (
          <li key={`${i}-${text.length}`}>
            <p class="tz-cut2">{text}</p>
            <p class="tz-meta">{t('outbox.characters', { n: lengthOf(text) })}</p>
          </li>
        ))}
      </ol>
    </Dialog>
  );
}

export interface DeleteDialogProps extends Closes {
  count: number;
  /** Whose copy goes too; null: the chat has but one copy for everybody. */
  alsoFor: string | null;
  /** Saved Messages have no other side. */
  canChoose: boolean;
  onDelete: (forAll: boolean) => void;
}

export function DeleteDialog({ count, alsoFor, canChoose, onDelete, onClose }: DeleteDialogProps) {
  const [forAll, setForAll] = useState(canChoose);
  return (
    <Dialog
      open
      destructive
      title={t('outbox.deleteTitle', { n: count })}
      safeLabel={t('outbox.deleteKeep', { n: count })}
      actLabel={t('outbox.deleteAct', { n: count })}
      onAct={() => onDelete(forAll || !canChoose)}
      onClose={onClose}
    >
      <p>{t('outbox.deleteHelp', { n: count })}</p>
      {canChoose && (
        <Checkbox checked={forAll} onChange={setForAll}>
          {alsoFor === null ? t('outbox.deleteForEverybody') : t('outbox.deleteForAll', { name: alsoFor })}
        </Checkbox>
      )}
    </Dialog>
  );
}

type Target = { chat: ChatRef; title: string; saved?: true };

export interface ForwardDialogProps extends Closes {
  targets: () => Promise<Target[]>;
  hasCaption: boolean;
  onForward: (to: ChatRef, how: { withSender: boolean; withCaption: boolean }) => void;
}

/** Where to, and how much of where it came from is told. */
export function ForwardDialog({ targets, hasCaption, onForward, onClose }: ForwardDialogProps) {
  const [all, setAll] = useState<Target[]>([]);
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const [withSender, setWithSender] = useState(true);
  const [withCaption, setWithCaption] = useState(true);
  useEffect(() => {
    let gone = false;
    targets().then(
      (found) => gone || setAll(found),
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, []);
  const named = all.map((it) => ({ ...it, title: it.saved ? t('outbox.forwardSaved') : it.title }));
  const shown = named.filter(({ title }) => title.toLowerCase().includes(query.trim().toLowerCase())).slice(0, 50);
  const target = named.find(({ chat }) => chatKey(chat) === chosen);
  return (
    <Dialog
      open
      title={t('outbox.forwardTitle')}
      safeLabel={t('common.cancel')}
      actLabel={t('outbox.forwardAct')}
      onAct={() => target && onForward(target.chat, { withSender, withCaption: withCaption || withSender })}
      onClose={onClose}
    >
      <Field
        dense
        type="search"
        label={t('outbox.forwardFind')}
        labelHidden
        placeholder={t('outbox.forwardFind')}
        value={query}
        before={<Icon of={SearchIcon} size={18} />}
        onInput={setQuery}
      />
      <div class="ob-targets" role="radiogroup" aria-label={t('outbox.forwardTitle')}>
        {shown.length === 0 && <p class="ob-none">{t('outbox.forwardNone')}</p>}
        {shown.map(({ chat, title }) => (
          <label key={chatKey(chat)} class="ob-target">
            <input
              type="radio"
              name="target"
              checked={chosen === chatKey(chat)}
              onChange={() => setChosen(chatKey(chat))}
            />
            <span class="tz-cut">{title}</span>
          </label>
        ))}
      </div>
      <Checkbox checked={withSender} onChange={setWithSender}>
        {t('outbox.forwardSender')}
      </Checkbox>
      {hasCaption && !withSender && (
        <Checkbox checked={withCaption} onChange={setWithCaption}>
          {t('outbox.forwardCaption')}
        </Checkbox>
      )}
    </Dialog>
  );
}

/** "53.5503, 9.9920", also with other separators; null for what is no place on Earth. */
export function parsePlace(typed: string): { latitude: number; longitude: number } | null {
  const found = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(typed);
  const [latitude, longitude] = [Number(found?.[1]), Number(found?.[2])];
  if (!found || Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null;
  return { latitude, longitude };
}

export function PlaceDialog({
  onSend,
  onClose,
}: Closes & { onSend: (place: { latitude: number; longitude: number }) => void }) {
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  function act(): void {
    const place = parsePlace(typed);
    if (place) onSend(place);
    else setWrong(true);
  }
  return (
    <Dialog
      open
      title={t('outbox.placeTitle')}
      safeLabel={t('common.cancel')}
      actLabel={t('outbox.placeAct')}
      onAct={act}
      onClose={onClose}
    >
      <Field
        label={t('outbox.placeLabel')}
        help={t('outbox.placeHelp')}
        error={wrong && t('outbox.placeWrong')}
        value={typed}
        autoFocus
        autocomplete="off"
        onInput={(value) => {
          setTyped(value);
          setWrong(false);
        }}
      />
    </Dialog>
  );
}

export interface ContactDialogProps extends Closes {
  onSend: (contact: { firstName: string; lastName: string; phone: string }) => void;
}

export function ContactDialog({ onSend, onClose }: ContactDialogProps) {
  const [contact, setContact] = useState({ firstName: '', lastName: '', phone: '' });
  const [wrong, setWrong] = useState(false);
  const set = (part: Partial<typeof contact>) => {
    setContact({ ...contact, ...part });
    setWrong(false);
  };
  function act(): void {
    const [firstName, lastName, phone] = [contact.firstName.trim(), contact.lastName.trim(), contact.phone.trim()];
    if (firstName === '' || !/^\+?[\d ()-]{3,30}$/.test(phone)) setWrong(true);
    else onSend({ firstName, lastName, phone });
  }
  return (
    <Dialog
      open
      title={t('outbox.contactTitle')}
      safeLabel={t('common.cancel')}
      actLabel={t('outbox.contactAct')}
      onAct={act}
      onClose={onClose}
    >
      <Field
        label={t('outbox.contactFirst')}
        value={contact.firstName}
        maxLength={64}
        autoFocus
        autocomplete="off"
        onInput={(firstName) => set({ firstName })}
      />
      <Field
        label={t('outbox.contactLast')}
        value={contact.lastName}
        maxLength={64}
        autocomplete="off"
        onInput={(lastName) => set({ lastName })}
      />
      <Field
        type="tel"
        label={t('outbox.contactPhone')}
        value={contact.phone}
        error={wrong && t('outbox.contactWrong')}
        autocomplete="off"
        onInput={(phone) => set({ phone })}
      />
    </Dialog>
  );
}
