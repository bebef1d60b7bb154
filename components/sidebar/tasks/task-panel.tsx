import { useState } from 'preact/hooks';
import { useNow } from '@/components/background/use-now';
import { Checkbox, Chip, cx, DeleteIcon, IconButton, Island, IslandHead, PlusIcon } from '@/components/ui';
import type { ChatRef } from '@/lib/chats/model';
import type { TaskView } from '@/lib/tasks/contract';
import { t } from '@/lib/words';
import { daysFromToday, formatClock, formatDay, formatExact } from '@/lib/words/time';
import { useSurface } from '../context';
import type { ChatMemory } from '../memory';
import { Source, TaskForm } from '../parts';

const DONE_SHOWN = 2;

export interface TaskPanelProps {
  /** Where new tasks go; null: to nothing. */
  chat: ChatRef | null;
  tasks: readonly TaskView[];
  title?: string;
  /** Said when there are none. */
  empty?: string;
  memory?: ChatMemory;
  adding?: boolean;
  onAdding?: (adding: boolean) => void;
}

/** Open tasks by due time, the newest done ones, and a place to write one. */
export function TaskPanel(props: TaskPanelProps) {
  const { chat, tasks, title = t('task.many'), empty = t('task.none'), memory = {} } = props;
  const [own, setOwn] = useState(false);
  const adding = props.adding ?? own;
  const setAdding = props.onAdding ?? setOwn;
  const open = tasks.filter(({ doneAt }) => doneAt === null);
  const done = tasks.filter(({ doneAt }) => doneAt !== null).slice(0, DONE_SHOWN);
  return (
    <Island label={title} class="sb-tasks">
      <IslandHead title={title} count={open.length}>
        {!adding && (
          <IconButton
            size={28}
            icon={PlusIcon}
            label={t('task.new')}
            data-opens="task"
            onClick={() => setAdding(true)}
          />
        )}
      </IslandHead>
      {adding && <TaskForm chat={chat} memory={memory} onClose={() => setAdding(false)} />}
      {open.length === 0 && !adding && <p class="sb-none">{empty}</p>}
      <ul>
        {[...open, ...done].map((task) => (
          <TaskRow key={task.id} chat={chat} task={task} />
        ))}
      </ul>
    </Island>
  );
}

function TaskRow({ chat, task }: { chat: ChatRef | null; task: TaskView }) {
  const { act, ask } = useSurface();
  const now = useNow();
  const { id, title, due, doneAt } = task;
  const done = doneAt !== null;
  const late = !done && due !== null && due <= now;
  return (
    <li class={cx('sb-task', done && 'is-done')}>
      <Checkbox
        round
        overdue={late}
        checked={done}
        name={t('task.markDone', { title })}
        onChange={(checked) => void act((acts) => acts.completeTask(chat, id, checked))}
      />
      <div class="sb-task-title">
        <span class="tz-cut2">{title}</span>
        {task.source && <Source ask={ask} source={task.source} />}
      </div>
      {due !== null && !done && <DueChip due={due} now={now} />}
      <IconButton
        size={28}
        class="sb-quiet"
        icon={DeleteIcon}
        label={t('common.removeNamed', { name: title })}
        onClick={() => void act((acts) => acts.deleteTask(chat, id))}
      />
    </li>
  );
}

/** Amber today, red with a triangle when it is over, grey later. Time is written, not only coloured. */
export function DueChip({ due, now }: { due: number; now: number }) {
  const days = daysFromToday(due, { now });
  const late = due <= now;
  const words = days === 0 ? formatClock(due) : formatDay(due, { now });
  return (
    <span class="sb-due">
      <Chip tone={late ? 'late' : days === 0 ? 'due' : 'neutral'} title={formatExact(due)}>
        {days === 0 && !late ? t('time.dayClock', { day: t('time.today'), clock: words }) : words}
      </Chip>
    </span>
  );
}
