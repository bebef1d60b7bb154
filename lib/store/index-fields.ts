import type { ChatLink } from '@/lib/chats/model';
import type { Contact } from '@/lib/contacts/model';
import type { Deal } from '@/lib/deals/model';
import type { Note } from '@/lib/notes/model';
import type { Task } from '@/lib/tasks/model';
import type { CrmRecord, IndexOf } from './changes';

/** `contact:ID`, `deal:ID` or `chat:KEY`: what a note, a task or a link is tied to, as one index value. */
export function tiedTo(on: { contact: string } | { deal: string } | { chat: string }): string {
  if ('contact' in on) return `contact:${on.contact}`;
  return 'deal' in on ? `deal:${on.deal}` : `chat:${on.chat}`;
}

const as = <T>(record: CrmRecord) => record as unknown as T;

/** The only fields of CRM records that lie in the clear: ids, and the time of an open task. */
export const INDEX_OF: IndexOf = {
  contacts: (record) => ({ telegram: as<Contact>(record).telegram }),
  companies: () => ({}),
  chatLinks: (record) => {
    const link = as<ChatLink>(record);
    return { chat: link.chat, whole: link.chat.split(':', 2).join(':'), target: tiedTo(link.to) };
  },
  deals: (record) => ({ stage: as<Deal>(record).stage }),
  notes: (record) => ({ on: tiedTo(as<Note>(record).on) }),
  tasks: (record) => {
    const { on, due, doneAt } = as<Task>(record);
    return { ...(on ? { on: tiedTo(on) } : {}), ...(due !== null && doneAt === null ? { due } : {}) };
  },
  settings: () => ({}),
  templates: () => ({}),
  reviews: () => ({}),
  distinct: () => ({}),
};
