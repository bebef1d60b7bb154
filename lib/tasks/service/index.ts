import { ulid } from 'ulid';
import { type Handler, handle } from '@/lib/bus/router';
import { type ChatRef, chatKey } from '@/lib/chats/model';
import type { ChangeLog, Edit } from '@/lib/store/changes';
import type { Records } from '@/lib/store/records';
import * as contract from '@/lib/tasks/contract';
import { byUrgency, type Task } from '@/lib/tasks/model';

export interface TaskDeps {
  records: Records;
  log: ChangeLog;
  now: () => number;
  planTracking: (chat: ChatRef) => Promise<{ edits: Edit[]; contact: string | null }>;
  onTracked: (account: number) => void;
}

/** The commands of lib/tasks/contract.ts. */
export function taskHandlers(deps: TaskDeps): Handler[] {
  const { records, log, now } = deps;
  return [
    handle(contract.addTask, async ({ chat, title, due, source }) => {
      const tracking = chat ? await deps.planTracking(chat) : { edits: [], contact: null };
      const place = chat ? { chat: chatKey(chat) } : null;
      const task: Task = {
        id: ulid(now()),
        on: tracking.contact ? { contact: tracking.contact } : place,
        title,
        due,
        doneAt: null,
        createdAt: now(),
        ...(source ? { source } : {}),
      };
      const undo = await log.commit([...tracking.edits, { table: 'tasks', create: task }]);
      if (chat && tracking.edits.length > 0) deps.onTracked(chat.account);
      return { task, undo };
    }),
    handle(contract.completeTask, async ({ id, done }) => ({
      undo: await log.commit([{ table: 'tasks', id, set: { doneAt: done ? now() : null } }]),
    })),
    handle(contract.deleteTask, async ({ id }) => ({ undo: await log.commit([{ table: 'tasks', id, remove: true }]) })),
    handle(contract.dueTasks, async ({ before }) => {
      const ids = await records.db.sealed('tasks').where('due').below(before).primaryKeys();
      const tasks = (await records.getMany<Task>('tasks', ids)).filter((task) => task !== undefined);
      return tasks.sort(byUrgency);
    }),
  ];
}
