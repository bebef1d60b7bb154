import type { FunctionComponent, VNode } from 'preact';
import { loadMoneyTyping } from '@/components/deals/use-money-typing';
import { lazy } from '@/components/ui/lazy';

/** Named, not taken out of what was imported: the build wraps each place that does, and the first load has no byte to spare. */
const part = <Name extends string, Module extends Record<Name, Component>>(load: () => Promise<Module>, name: Name) =>
  // What a module has under a name that is a parameter is more than the compiler follows.
  lazy(async () => (await load())[name] as unknown as FunctionComponent<PropsOf<Module[Name]>>);

type Component = (props: never) => VNode | null;
type PropsOf<Of extends Component> = Parameters<Of> extends [infer Props extends object] ? Props : object;

/**
 * Parts that the first drawing of a card does without: forms, other screens, what is far down. Their code follows right
 * after it.
 */
export const Answer = part(() => import('./answer'), 'Answer');
export const Messages = part(() => import('./messages'), 'Messages');
export const Source = part(() => import('@/components/conversation/source'), 'Source');
export const Proofs = part(() => import('@/components/conversation/proofs'), 'Proofs');
export const GroupDeal = part(() => import('./deal/group-deal'), 'GroupDeal');
export const DealForm = part(() => import('@/components/deals/deal-form'), 'DealForm');
export const TaskForm = part(() => import('./tasks/task-form'), 'TaskForm');
export const NoteForm = part(() => import('./notes/note-form'), 'NoteForm');
export const TelegramFacts = part(() => import('./identity/telegram-facts'), 'TelegramFacts');
export const People = part(() => import('./people/people'), 'People');
export const NoChat = part(() => import('./idle/no-chat'), 'NoChat');
export const Files = part(() => import('./files'), 'Files');
export const Gate = part(() => import('./gates/gates'), 'Gate');
export const UnknownChat = part(() => import('./gates/gates'), 'UnknownChat');
export const CardFailed = part(() => import('./gates/gates'), 'CardFailed');
export const PageChanged = part(() => import('./notices'), 'PageChanged');
export const SignedOutNotice = part(() => import('@/components/gates/gates'), 'SignedOutNotice');
export const StaleLine = part(() => import('./notices'), 'StaleLine');
export const Strip = part(() => import('./strip'), 'Strip');
export const Toaster = part(() => import('@/components/ui/toaster'), 'Toaster');

/** Fetches them all. */
export function preloadParts(): void {
  for (const each of [
    Answer,
    Messages,
    Source,
    Proofs,
    GroupDeal,
    DealForm,
    TaskForm,
    NoteForm,
    TelegramFacts,
    People,
    NoChat,
    Files,
    Gate,
    UnknownChat,
    CardFailed,
    PageChanged,
    SignedOutNotice,
    StaleLine,
    Strip,
    Toaster,
  ]) {
    void each.preload();
  }
  void loadMoneyTyping();
  void import('@/lib/words/load/sending');
}
