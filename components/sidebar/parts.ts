import { loadMoneyTyping } from '@/components/deals/use-money-typing';
import { lazy } from '@/components/ui/lazy';
import type { ToasterProps } from '@/components/ui/toaster';

/**
 * Parts that the first drawing of a card does without: forms, other screens, what is far down. Their code follows right
 * after it.
 */
export const Answer = lazy(async () => (await import('./answer')).Answer);
export const Messages = lazy(async () => (await import('./messages')).Messages);
export const Source = lazy(async () => (await import('@/components/conversation/source')).Source);
export const Proofs = lazy(async () => (await import('@/components/conversation/proofs')).Proofs);
export const GroupDeal = lazy(async () => (await import('./deal/group-deal')).GroupDeal);
export const DealForm = lazy(async () => (await import('@/components/deals/deal-form')).DealForm);
export const TaskForm = lazy(async () => (await import('./tasks/task-form')).TaskForm);
export const NoteForm = lazy(async () => (await import('./notes/note-form')).NoteForm);
export const TelegramFacts = lazy(async () => (await import('./identity/telegram-facts')).TelegramFacts);
export const People = lazy(async () => (await import('./people/people')).People);
export const NoChat = lazy(async () => (await import('./idle/no-chat')).NoChat);
export const Files = lazy(async () => (await import('./files')).Files);
export const Gate = lazy(async () => (await import('./gates/gates')).Gate);
export const UnknownChat = lazy(async () => (await import('./gates/gates')).UnknownChat);
export const CardFailed = lazy(async () => (await import('./gates/gates')).CardFailed);
export const PageChanged = lazy(async () => (await import('./notices')).PageChanged);
export const SignedOutNotice = lazy(async () => (await import('@/components/gates/gates')).SignedOutNotice);
export const StaleLine = lazy(async () => (await import('./notices')).StaleLine);
export const Strip = lazy(async () => (await import('./strip')).Strip);
export const Toaster = lazy<ToasterProps>(async () => (await import('@/components/ui/toaster')).Toaster);

/** Fetches them all. */
export function preloadParts(): void {
  const parts = [Answer, Messages, DealForm, TaskForm, NoteForm, TelegramFacts, People, NoChat, Files, Gate];
  const rest = [
    Source,
    Proofs,
    GroupDeal,
    UnknownChat,
    CardFailed,
    PageChanged,
    SignedOutNotice,
    StaleLine,
    Strip,
    Toaster,
  ];
  for (const part of [...parts, ...rest]) void part.preload();
  void loadMoneyTyping();
  void import('@/lib/words/load/sending');
}
