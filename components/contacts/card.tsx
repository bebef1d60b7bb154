import type { ComponentChildren } from 'preact';
import type { Ask } from '@/components/background/ask';
import {
  Avatar,
  Button,
  ChatIcon,
  CloseIcon,
  DealIcon,
  DeleteIcon,
  ErrorState,
  IconButton,
  InlineEdit,
  Island,
  IslandHead,
  ListRow,
  Loading,
  Skeleton,
} from '@/components/ui';
import type { ContactCard as Card } from '@/lib/contacts/contract';
import { differing, type ToldField } from '@/lib/contacts/told';
import { tidyTags } from '@/lib/files/stored';
import { t } from '@/lib/words';
import { errorSentence } from '@/lib/words/errors';
import { formatMoney } from '@/lib/words/money';
import { formatPhone } from '@/lib/words/phone';
import type { ContactActs, ContactFields } from './acts';
import { emailFault, phoneFault, plainUsername, typedPhone, usernameFault } from './typed';
import { useContactCard } from './use-contacts';

export interface ContactCardProps {
  ask: Ask;
  acts: ContactActs;
  id: string;
  /** Where numbers without a country code are from. */
  region: string;
  onOpenDeal: (id: string) => void;
  onClose: () => void;
}

/** One contact: every field edited in place, and what belongs to them. */
export function ContactCard({ ask, acts, id, region, onOpenDeal, onClose }: ContactCardProps) {
  const { value: card, error, retry } = useContactCard(ask, id);
  return (
    <Island label={t('contact.one')} class="ct-card">
      {!card && error && <ErrorState onRetry={retry}>{errorSentence(error, Date.now())}</ErrorState>}
      {!card && !error && (
        <Loading>
          <div class="ct-bones">
            <Skeleton width="60%" height="24px" />
            <Skeleton width="80%" />
            <Skeleton width="70%" />
          </div>
        </Loading>
      )}
      {card && (
        <>
          <Fields {...{ card, acts, region, onClose }} />
          <Chats card={card} acts={acts} />
          {card.deals.length > 0 && (
            <>
              <IslandHead title={t('contact.deals')} level={3} />
              {card.deals.map((deal) => (
                <ListRow
                  key={deal.id}
                  icon={DealIcon}
                  title={deal.title}
                  trail={deal.value && formatMoney(deal.value)}
                  onClick={() => onOpenDeal(deal.id)}
                />
              ))}
            </>
          )}
          {card.notes.length > 0 && (
            <>
              <IslandHead title={t('contact.notes')} level={3} />
              {card.notes.map((note) => (
                <p key={note.id} class="ct-note">
                  {note.text || note.source?.messages.map(({ text }) => text).join('\n')}
                </p>
              ))}
            </>
          )}
          <div class="ct-acts">
            <Button
              kind="danger"
              size={32}
              icon={DeleteIcon}
              onClick={() => void acts.delete(card.contact).then((done) => done && onClose())}
            >
              {t('contact.delete')}
            </Button>
          </div>
        </>
      )}
    </Island>
  );
}

interface FieldsProps {
  card: Card;
  acts: ContactActs;
  region: string;
  onClose: () => void;
}

function Fields({ card, acts, region, onClose }: FieldsProps) {
  const { contact, company } = card;
  const { name, role = '', username = '', phones, emails = [], tags, telegram } = contact;
  const set = (fields: Partial<ContactFields>) => void acts.edit(contact, fields);
  const told = (field: ToldField) => (
    <TelegramSays card={card} field={field} onTake={() => void acts.take(contact, field)} />
  );
  return (
    <>
      <div class="ct-who">
        <Avatar peer={telegram[0] ?? 0} name={name} size={40} />
        <InlineEdit
          label={t('contact.name')}
          value={name}
          look="title"
          maxLength={1000}
          onCommit={(typed) => set({ name: typed })}
        />
        <IconButton size={28} icon={CloseIcon} label={t('contact.close')} onClick={onClose} />
      </div>
      <dl class="ct-fields">
        {told('name')}
        <Field name={t('contact.role')}>
          <Line label={t('contact.role')} value={role} onCommit={(typed) => set({ role: typed })} />
        </Field>
        <Field name={t('contact.company')}>
          <Line
            label={t('contact.company')}
            value={company?.name ?? ''}
            onCommit={(typed) => set({ company: typed })}
          />
        </Field>
        <Field name={t('contact.phone')}>
          <Several
            values={phones}
            label={t('contact.phone')}
            more={t('contact.phoneMore')}
            show={formatPhone}
            check={(typed) => phoneFault(typed, region)}
            read={(typed) => typedPhone(typed, region)}
            onChange={(next) => set({ phones: next })}
          />
          {told('phone')}
        </Field>
        <Field name={t('contact.email')}>
          <Several
            values={emails}
            label={t('contact.email')}
            more={t('contact.emailMore')}
            check={emailFault}
            onChange={(next) => set({ emails: next })}
          />
        </Field>
        <Field name={t('contact.username')}>
          <Line
            label={t('contact.username')}
            value={username && `@${username}`}
            check={usernameFault}
            onCommit={(typed) => set({ username: plainUsername(typed) })}
          />
          {told('username')}
        </Field>
        <Field name={t('contact.tags')}>
          <Line
            label={t('contact.tags')}
            value={tags.join(', ')}
            placeholder={t('contact.tagsNone')}
            onCommit={(typed) => set({ tags: tidyTags(typed) })}
          />
        </Field>
      </dl>
    </>
  );
}

function Field({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div class="ct-field">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface LineProps {
  label: string;
  value: string;
  placeholder?: string;
  check?: (typed: string) => string | undefined;
  onCommit: (typed: string) => void;
}

function Line({ placeholder = t('common.notSet'), ...props }: LineProps) {
  return <InlineEdit {...props} placeholder={placeholder} mayBeEmpty maxLength={1000} />;
}

interface SeveralProps {
  values: readonly string[];
  label: string;
  more: string;
  show?: (value: string) => string;
  check: (typed: string) => string | undefined;
  /** What is kept of what was typed. */
  read?: (typed: string) => string;
  onChange: (values: string[]) => void;
}

/** Values in lines of their own; one that is emptied goes, and the last line adds another. */
function Several({ values, label, more, show = same, check, read = same, onChange }: SeveralProps) {
  const put = (at: number, typed: string) =>
    onChange([...values.slice(0, at), ...(typed === '' ? [] : [read(typed)]), ...values.slice(at + 1)]);
  return (
    <>
      {values.map((value, i) => (
        <Line
          key={value}
          label={label}
          value={show(value)}
          check={(typed) => (typed === '' ? undefined : check(typed))}
          onCommit={(typed) => put(i, typed)}
        />
      ))}
      <Line
        key={values.length}
        label={more}
        value=""
        placeholder={more}
        check={(typed) => (typed === '' ? undefined : check(typed))}
        onCommit={(typed) => put(values.length, typed)}
      />
    </>
  );
}

function same(value: string): string {
  return value;
}

/** Telegram's word where it is another, and the way to take it. */
function TelegramSays({ card, field, onTake }: { card: Card; field: ToldField; onTake: () => void }) {
  const other = differing(card.contact).find((each) => each.field === field);
  if (!other) return null;
  const value =
    field === 'phone' ? formatPhone(other.theirs) : field === 'username' ? `@${other.theirs}` : other.theirs;
  return (
    <div class="ct-told">
      <span>{t('contact.telegramSays', { value })}</span>
      <Button kind="ghost" size={32} onClick={onTake}>
        {t('contact.useTelegrams')}
      </Button>
    </div>
  );
}

function Chats({ card, acts }: { card: Card; acts: ContactActs }) {
  return (
    <>
      <IslandHead title={t('contact.chats')} level={3} />
      {card.chats.length === 0 && <p class="ct-empty">{t('contact.noChats')}</p>}
      {card.chats.map(({ chat, title }) => (
        <ListRow
          key={`${chat.account}:${chat.peer}:${chat.topic ?? ''}`}
          icon={ChatIcon}
          title={t('contact.openChat', { name: title })}
          onClick={() => void acts.openChat(chat)}
        />
      ))}
    </>
  );
}
