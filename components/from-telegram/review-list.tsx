import type { Ask } from '@/components/background/ask';
import { sayDone, tryAct } from '@/components/background/try-act';
import { Avatar, Button, Island, IslandHead } from '@/components/ui';
import type { Contact } from '@/lib/contacts/model';
import { answerReview, type ReviewView, reviews } from '@/lib/sync/contract';
import { t } from '@/lib/words';
import { formatPhone } from '@/lib/words/phone';
import { useLive } from './sync-panel';

/** People of whom Tez does not say by itself which contact they are. Nothing is shown where there are none. */
export function ReviewList({ ask }: { ask: Ask }) {
  const { value: open } = useLive(ask, reviews, {}, 'reviews');
  if (!open || open.length === 0) return null;
  return (
    <Island label={t('sync.reviews')} class="ft-reviews">
      <IslandHead title={t('sync.reviews')} count={open.length} />
      <ul>
        {open.map((review) => (
          <li key={review.id}>
            <ReviewCard ask={ask} review={review} />
          </li>
        ))}
      </ul>
    </Island>
  );
}

type Answer = Parameters<typeof answerWords>[0];

function ReviewCard({ ask, review }: { ask: Ask; review: ReviewView }) {
  const { id, peer, told, why, contacts } = review;

  function answer(as: Answer): void {
    void tryAct(async () => {
      const { undo } = await ask(answerReview, {
        id,
        as: as.is === 'contact' ? { is: as.is, contact: as.contact.id } : as,
      });
      sayDone(ask, answerWords(as, told.name), undo, Date.now);
    }, Date.now);
  }

  return (
    <article class="ft-review" aria-label={told.name}>
      <div class="tz-row">
        <Avatar peer={peer} name={told.name} size={36} />
        <div class="tz-list-words">
          <bdi class="tz-cut">{told.name}</bdi>
          <span class="tz-meta tz-cut">{factsOf(told.username, told.phone ? [told.phone] : [])}</span>
        </div>
      </div>
      <p class="tz-meta">{t(`sync.why.${why}`)}</p>
      {contacts.map((contact) => (
        <Button key={contact.id} size={32} wide onClick={() => answer({ is: 'contact', contact })}>
          {t('sync.isContact', { name: contactWords(contact) })}
        </Button>
      ))}
      <div class="ft-review-acts">
        <Button kind="ghost" size={32} onClick={() => answer({ is: 'new' })}>
          {t('sync.isNew')}
        </Button>
        <Button kind="ghost" size={32} onClick={() => answer({ is: 'left' })}>
          {t('sync.leave')}
        </Button>
      </div>
    </article>
  );
}

function contactWords({ name, username, phones }: Contact): string {
  const facts = factsOf(username, phones.slice(0, 1));
  return facts ? `${name} · ${facts}` : name;
}

function factsOf(username: string | undefined, phones: readonly string[]): string {
  return [...(username ? [`@${username}`] : []), ...phones.map(formatPhone)].join(' · ');
}

function answerWords(as: { is: 'contact'; contact: Contact } | { is: 'new' } | { is: 'left' }, name: string): string {
  if (as.is === 'contact') return t('sync.saidContact', { name, contact: as.contact.name });
  return as.is === 'new' ? t('sync.saidNew', { name }) : t('sync.saidLeft', { name });
}
