import { stageOf } from '@/components/deals/stages';
import type { ChatCard } from '@/lib/chats/contract';
import type { DealView } from '@/lib/deals/contract';
import { dateOf } from '@/lib/templates/dates';
import type { ValueFor } from '@/lib/templates/fill';
import type { Known } from '@/lib/templates/gaps';
import { formatMoney } from '@/lib/words/money';
import { formatPhone } from '@/lib/words/phone';
import { formatDate } from '@/lib/words/time';

export interface Around {
  /** null: no chat is open. */
  card: Pick<ChatCard, 'kind' | 'title' | 'username' | 'phone' | 'contact'> | null;
  /** The deal that is looked at. */
  deal: Pick<DealView, 'title' | 'value' | 'stage' | 'pipeline'> | null;
  /** The account's name. */
  me: string;
  /** UTC ms. */
  now: number;
}

/** What a chat, its contact, a deal and the account fill in. A group has no person. */
export function valuesOf({ card, deal, me, now }: Around): ValueFor {
  const name = card?.contact?.name ?? (card?.kind === 'user' ? card.title : '');
  const [first = '', ...rest] = wordsOf(name);
  const username = card?.contact?.username ?? (card?.kind === 'user' ? card.username : undefined);
  const phone = card?.contact?.phones[0] ?? card?.phone;
  const values: Record<Known, string> = {
    'first name': first,
    'last name': rest.join(' '),
    'full name': name,
    role: card?.contact?.role ?? '',
    username: username ? `@${username}` : '',
    phone: phone ? formatPhone(phone) : '',
    'deal title': deal?.title ?? '',
    value: deal?.value ? formatMoney(deal.value) : '',
    stage: deal ? stageOf(deal).name : '',
    'my name': me,
    'my first name': wordsOf(me)[0] ?? '',
  };
  return (variable) => {
    if (variable.is === 'known') return values[variable.name] || null;
    if (variable.is === 'own') return null;
    return formatDate(dateOf(variable.date, dayOf(now)), { now, timeZone: 'UTC' });
  };
}

function wordsOf(name: string): string[] {
  return name.split(/\s+/).filter((word) => word !== '');
}

/** The calendar day in this machine's zone, as lib/templates/dates.ts counts days. */
function dayOf(now: number): number {
  const at = new Date(now);
  return Date.UTC(at.getFullYear(), at.getMonth(), at.getDate());
}
