import { useState } from 'preact/hooks';
import { Button, Chip, Field, toasts } from '@/components/ui';
import { call } from '@/lib/bus/client';
import { undo } from '@/lib/changes/contract';
import { addTask } from '@/lib/tasks/contract';
import { t } from '@/lib/words';
import { ErrorWords } from '../auth/error-words';
import { Frame } from '../auth/frame';
import { useAction } from '../auth/use-action';
import { dueChoices, fromLocalInput, toLocalInput } from './due';

/** A task that belongs to no chat: what, and by when. */
export function NewTask({ onBack }: { onBack: () => void }) {
  const [title, setTitle] = useState('');
  const [due, setDue] = useState('');
  const action = useAction();
  const ready = title.trim() !== '';

  function submit(): void {
    if (!ready) return;
    void action
      .run(async () => {
        const added = await call(addTask, { title: title.trim(), due: fromLocalInput(due) });
        toasts.show({ text: t('task.added'), undo: () => call(undo, { group: added.undo }) });
      })
      .then((done) => done && onBack());
  }

  return (
    <Frame
      title={t('task.new')}
      onBack={onBack}
      onSubmit={submit}
      error={action.error}
      footer={
        <Button type="submit" kind="filled" wide busy={action.busy} disabled={!ready}>
          {t('task.add')}
        </Button>
      }
    >
      <div class="pp-fields">
        <Field
          label={t('task.new')}
          labelHidden
          placeholder={t('task.what')}
          maxLength={500}
          value={title}
          onInput={(typed) => {
            action.clear();
            setTitle(typed);
          }}
          error={action.error && <ErrorWords error={action.error} />}
          readOnly={action.busy}
          data-first
        />
        <Field type="datetime-local" label={t('task.due')} value={due} onInput={setDue} disabled={action.busy} />
        <div class="pp-chips">
          {dueChoices(Date.now()).map(({ day, at }) => (
            <Chip key={day} pressed={due === toLocalInput(at)} onClick={() => setDue(toLocalInput(at))}>
              {t(`task.${day}`)}
            </Chip>
          ))}
        </div>
      </div>
    </Frame>
  );
}
