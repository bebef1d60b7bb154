import { lazy } from '@/components/background/lazy';
import { loadMoneyTyping } from '@/components/deals/use-money-typing';

/**
 * Parts that the first drawing of a card does without: forms, other screens, what is far down. Their code follows right
 * after it.
 */
export const DealForm = lazy(async () => (await import('@/components/deals/deal-form')).DealForm);
export const TaskForm = lazy(async () => (await import('./tasks/task-form')).TaskForm);
export const NoteForm = lazy(async () => (await import('./notes/note-form')).NoteForm);
export const TelegramFacts = lazy(async () => (await import('./identity/telegram-facts')).TelegramFacts);
export const People = lazy(async () => (await import('./people/people')).People);
export const NoChat = lazy(async () => (await import('./idle/no-chat')).NoChat);
export const Gate = lazy(async () => (await import('./gates/gates')).Gate);
export const UnknownChat = lazy(async () => (await import('./gates/gates')).UnknownChat);

/** Fetches them all. */
export function preloadParts(): void {
  for (const part of [DealForm, TaskForm, NoteForm, TelegramFacts, People, NoChat, Gate, UnknownChat]) {
    void part.preload();
  }
  void loadMoneyTyping();
}
