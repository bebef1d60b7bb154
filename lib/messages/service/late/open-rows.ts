import { TezError } from '@/lib/limits/model';
import type { Message } from '@/lib/messages/model';
import { type Op, unpackOps, unpackPage } from '@/lib/messages/pages';
import type { JournalRow, PageRow } from '@/lib/store/message-rows';
import type { Records } from '@/lib/store/records';

/** A page with its messages; null where its box does not open. */
export interface OpenPage {
  row: PageRow;
  messages: Message[] | null;
  /** As it was sealed. */
  text: string;
}

export function openPages(records: Records, peer: number, rows: readonly PageRow[]): Promise<OpenPage[]> {
  return Promise.all(
    rows.map(async (row): Promise<OpenPage> => {
      try {
        const text = await records.openText('pages', row);
        return { row, messages: unpackPage(peer, text), text };
      } catch (error) {
        passDamage(error);
        return { row, messages: null, text: '' };
      }
    }),
  );
}

/** What a chat's journal says, in order; `damaged` are rows of it that do not open. */
export async function openJournal(
  records: Records,
  peer: number,
  rows: readonly JournalRow[],
): Promise<{ ops: Op[]; damaged: JournalRow[] }> {
  const damaged: JournalRow[] = [];
  const opened = await Promise.all(
    rows.map(async (row) => {
      try {
        return unpackOps(peer, await records.openText('journal', row));
      } catch (error) {
        passDamage(error);
        damaged.push(row);
        return [];
      }
    }),
  );
  return { ops: opened.flat(), damaged };
}

/** Lets a damaged box, or one that holds no JSON, pass as damaged; throws everything else on (locked). */
function passDamage(error: unknown): void {
  if (error instanceof SyntaxError || TezError.from(error).kind === 'damaged') return;
  throw error;
}
