import type { Quote } from '@/lib/messages/quote';

/** Something to do, by a time (UTC ms) or by none. `on` is where it belongs. */
export interface Task {
  id: string;
  on: { contact: string } | { deal: string } | { chat: string } | null;
  title: string;
  due: number | null;
  doneAt: number | null;
  createdAt: number;
  /** The messages it was made from. */
  source?: Quote;
}

/** Open tasks first, by due time (those without one last), then done ones, newest first. */
export function byUrgency(a: Task, b: Task): number {
  if ((a.doneAt === null) !== (b.doneAt === null)) return a.doneAt === null ? -1 : 1;
  if (a.doneAt !== null && b.doneAt !== null) return b.doneAt - a.doneAt;
  return (a.due ?? Number.POSITIVE_INFINITY) - (b.due ?? Number.POSITIVE_INFINITY) || a.createdAt - b.createdAt;
}
