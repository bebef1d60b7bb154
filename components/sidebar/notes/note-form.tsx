import { useState } from 'preact/hooks';
import { Button, TextArea } from '@/components/ui';
import type { ChatRef } from '@/lib/chats/model';
import { t } from '@/lib/words';
import { useSurface } from '../context';
import type { ChatMemory } from '../memory';
import { useFirstFocus } from '../use-first-focus';

export interface NoteFormProps {
  chat: ChatRef;
  memory: ChatMemory;
  onClose: () => void;
}

/** A new note. Enter keeps it, Shift Enter breaks the line, Esc closes and remembers what was typed. */
export function NoteForm({ chat, memory, onClose }: NoteFormProps) {
  const { act } = useSurface();
  const field = useFirstFocus<HTMLTextAreaElement>();
  const [text, setText] = useState(memory.note ?? '');

  function type(next: string): void {
    setText(next);
    memory.note = next;
  }

  async function save(): Promise<void> {
    const words = text.trim();
    if (words === '') return;
    memory.note = undefined;
    onClose();
    if (!(await act((acts) => acts.addNote(chat, words)))) memory.note = words;
  }

  return (
    <form
      class="sb-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextArea
        label={t('note.new')}
        labelHidden
        placeholder={t('note.placeholder')}
        value={text}
        maxLength={20_000}
        inputRef={field}
        onInput={type}
        onSubmit={() => void save()}
        onEscape={onClose}
      />
      <div class="sb-form-acts">
        <Button size={32} onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button size={32} kind="soft" type="submit" keys={t('common.enterKey')} disabled={text.trim() === ''}>
          {t('note.save')}
        </Button>
      </div>
    </form>
  );
}
