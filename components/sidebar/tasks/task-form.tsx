import { useState } from 'preact/hooks';
import { Button, Chip, Field, Kbd } from '@/components/ui';
import { fromLocalInput, laterToday, toLocalInput, tomorrowMorning } from '@/components/ui/due-time';
import type { ChatRef } from '@/lib/chats/model';
import { t } from '@/lib/words';
import { useSurface } from '../context';
import type { ChatMemory } from '../memory';
import { useFirstFocus } from '../use-first-focus';

export interface TaskFormProps {
  chat: ChatRef | null;
  memory: ChatMemory;
  onClose: () => void;
}

/** What to do and by when. Enter adds it, Esc closes. */
export function TaskForm({ chat, memory, onClose }: TaskFormProps) {
  const { act } = useSurface();
  const field = useFirstFocus<HTMLInputElement>();
  const [title, setTitle] = useState(memory.task ?? '');
  const [due, setDue] = useState('');
  const now = Date.now();
  const today = toLocalInput(laterToday(now));
  const tomorrow = toLocalInput(tomorrowMorning(now));

  function type(next: string): void {
    setTitle(next);
    memory.task = next;
  }

  async function add(): Promise<void> {
    const words = title.trim();
    if (words === '') return;
    memory.task = undefined;
    onClose();
    if (!(await act((acts) => acts.addTask(chat, words, fromLocalInput(due))))) memory.task = words;
  }

  return (
    <form
      class="sb-form"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.isComposing) return;
        event.stopPropagation();
        onClose();
      }}
    >
      <Field
        dense
        label={t('task.new')}
        labelHidden
        placeholder={t('task.what')}
        value={title}
        maxLength={500}
        inputRef={field}
        autocomplete="off"
        onInput={type}
        after={title.trim() !== '' && <Kbd>{t('common.enterKey')}</Kbd>}
      />
      <Field dense type="datetime-local" label={t('task.due')} value={due} onInput={setDue} class="sb-due-field" />
      <div class="sb-form-acts">
        <div class="sb-chips tz-grow">
          <Chip pressed={due === today} tone={due === today ? 'accent' : 'neutral'} onClick={() => setDue(today)}>
            {t('task.today')}
          </Chip>
          <Chip
            pressed={due === tomorrow}
            tone={due === tomorrow ? 'accent' : 'neutral'}
            onClick={() => setDue(tomorrow)}
          >
            {t('task.tomorrow')}
          </Chip>
          <Chip pressed={due === ''} tone={due === '' ? 'accent' : 'neutral'} onClick={() => setDue('')}>
            {t('task.noDate')}
          </Chip>
        </div>
        <Button size={32} kind="soft" type="submit" disabled={title.trim() === ''}>
          {t('task.add')}
        </Button>
      </div>
    </form>
  );
}
