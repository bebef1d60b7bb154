import { Field } from '@/components/ui';
import { MIN_PASSPHRASE } from '@/lib/privacy/model';
import { t } from '@/lib/words';
import { strengthOf } from './strength';

/** Why the two entries cannot be taken yet; null when they can. */
export type PassphraseFault = 'short' | 'differ' | null;

export interface PassphraseTyped {
  next: string;
  again: string;
}

export function passphraseFault({ next, again }: PassphraseTyped): PassphraseFault {
  if (strengthOf(next) === 'short') return 'short';
  return next === again ? null : 'differ';
}

export interface NewPassphraseProps {
  typed: PassphraseTyped;
  onInput: (typed: PassphraseTyped) => void;
  fault: PassphraseFault;
  busy: boolean;
  /** Takes the focus when the surface appears. */
  first?: boolean;
}

/** A passphrase, typed twice, with a word for how strong it is. */
export function NewPassphrase({ typed, onInput, fault, busy, first }: NewPassphraseProps) {
  const strength = strengthOf(typed.next);
  const native = { type: 'password', autocomplete: 'new-password', maxLength: 1024, readOnly: busy } as const;
  return (
    <>
      <Field
        {...native}
        label={t('passphrase.new')}
        value={typed.next}
        onInput={(next) => onInput({ ...typed, next })}
        help={
          <span class={`pp-strength is-${typed.next ? strength : 'none'}`}>
            <i aria-hidden="true" />
            {t(typed.next ? `passphrase.strength.${strength}` : 'passphrase.advice')}
          </span>
        }
        error={fault === 'short' && t('passphrase.short', { n: MIN_PASSPHRASE })}
        data-first={first}
      />
      <Field
        {...native}
        label={t('passphrase.again')}
        value={typed.again}
        onInput={(again) => onInput({ ...typed, again })}
        help={typed.next && typed.next === typed.again ? t('passphrase.same') : '\u00a0'}
        error={fault === 'differ' && t('passphrase.differ')}
      />
    </>
  );
}
