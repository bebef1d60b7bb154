import type { ComponentChildren } from 'preact';
import { Field } from '@/components/ui';
import { parseApi } from '@/lib/auth/model';
import { t } from '@/lib/words';

export interface ApiTyped {
  id: string;
  hash: string;
}

/** What is wrong with an id and hash, or what Telegram said of them: the field and its sentence. */
export type ApiFault = { in: 'id' | 'hash'; words: ComponentChildren } | null;

/** Names the first field that cannot be right; null when both can. */
export function apiFault({ id, hash }: ApiTyped): ApiFault {
  if (parseApi(id, hash)) return null;
  // A hash that is known to be fine tells which of the two is wrong.
  return parseApi(id, '0'.repeat(32))
    ? { in: 'hash', words: t('login.api.hashHex') }
    : { in: 'id', words: t('login.api.idDigits') };
}

export interface ApiFieldsProps {
  typed: ApiTyped;
  onInput: (typed: ApiTyped) => void;
  fault: ApiFault;
  /** While they are being sent. */
  busy?: boolean;
  /** Takes the focus when the surface appears. */
  first?: boolean;
}

/** The id and hash that Telegram gives to whoever registers an app at my.telegram.org. */
export function ApiFields({ typed, onInput, fault, busy, first }: ApiFieldsProps) {
  return (
    <div class="pp-fields">
      <Field
        label={t('login.api.id')}
        inputMode="numeric"
        autocomplete="off"
        maxLength={32}
        value={typed.id}
        onInput={(id) => onInput({ ...typed, id })}
        error={fault?.in === 'id' && fault.words}
        readOnly={busy}
        data-first={first}
      />
      <Field
        label={t('login.api.hash')}
        autocomplete="off"
        spellcheck={false}
        maxLength={64}
        value={typed.hash}
        onInput={(hash) => onInput({ ...typed, hash })}
        error={fault?.in === 'hash' && fault.words}
        readOnly={busy}
      />
    </div>
  );
}

/** A link to where Telegram gives out API ids. https://core.telegram.org/api/obtaining_api_id */
export function apiSite() {
  return (
    <a class="tz-link" href="https://my.telegram.org/apps" target="_blank" rel="noreferrer">
      my.telegram.org
    </a>
  );
}
