import { useState } from 'preact/hooks';
import type { Ask } from '@/components/background/ask';
import { type Shortcuts, useShortcuts } from '@/components/templates/shortcuts';
import { toasts } from '@/components/ui';
import { lazy } from '@/components/ui/lazy';
import type { AttachedFile } from '@/lib/files/library';
import type { RichText } from '@/lib/messages/content';
import { filled, joined, questionsOf, type ValueFor } from '@/lib/templates/fill';
import type { Template } from '@/lib/templates/model';
import { t } from '@/lib/words';
import { type ComposerModel, whyNotInserted } from './composer-model';

const TemplatePicker = lazy(async () => (await import('@/components/templates/picker')).TemplatePicker);

export interface PickingProps {
  ask: Ask;
  /** Whose chat it is. */
  account: number;
  model: ComposerModel;
  valueFor: ValueFor;
  /** Whether the list is open. */
  picking: boolean;
  onPicking: (open: boolean) => void;
  /** What Enter does in the field. */
  onEnter: () => void;
}

export interface Picking {
  /** Somebody looks for a template, or fills one: the focus is there. */
  open: boolean;
  picker: preact.ComponentChildren;
  shortcuts: Shortcuts;
}

/** Templates in the composer: from the list, or called by their shortcut. What is used stands in the field, unsent. */
export function usePicking({ ask, account, model, valueFor, picking, onPicking, onEnter }: PickingProps): Picking {
  /** The template that a shortcut called, while it is filled. */
  const [called, setCalled] = useState<string | null>(null);
  const { rich, editing } = model.state;
  const open = picking || called !== null;

  function close(): void {
    setCalled(null);
    if (picking) onPicking(false);
  }

  function use(words: RichText, files: readonly AttachedFile[]): void {
    model.write(joined(model.state.rich, words));
    model.attach(files);
    close();
  }

  async function insert({ text }: RichText): Promise<void> {
    const there = await model.insertWords(text);
    toasts.show({ text: t(there ? 'outbox.inserted' : whyNotInserted(text)) });
    if (there) close();
  }

  /** A shortcut gives way to what it stands for; what nobody knows yet is asked first. */
  function call({ id, body, files }: Template): void {
    const asks = questionsOf(body, valueFor).length > 0;
    const { text, entities } = filled(body, valueFor, {});
    model.write(asks ? { text: '', entities: [] } : { text, entities });
    if (asks) setCalled(id);
    else model.attach(files);
  }

  const shortcuts = useShortcuts({
    ...{ ask, valueFor, text: editing || open ? '' : rich.text },
    ...{ onPick: call, onEnter },
  });
  const picker = open && (
    <TemplatePicker
      key={called}
      {...{ ask, account, valueFor }}
      first={called}
      onUse={use}
      onInsert={(words) => void insert(words)}
      onClose={close}
    />
  );
  return { open, picker, shortcuts };
}
