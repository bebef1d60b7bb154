import type { Edit } from '@/lib/store/changes';
import type { Records } from '@/lib/store/records';
import { DEFAULT_OPTIONS, type SyncOptions } from '../model';

/** A record of its own beside the settings. */
const ID = 'sync';

interface Stored extends Partial<SyncOptions> {
  id: string;
  /** The offer was answered: chats were chosen, or the person began without. */
  answered?: boolean;
}

export async function readOptions(records: Records): Promise<SyncOptions & { answered: boolean }> {
  const { id: _, ...stored }: Partial<Stored> = (await records.get<Stored>('settings', ID)) ?? {};
  return { ...DEFAULT_OPTIONS, answered: false, ...stored };
}

/** What writes them; it changes nothing where nothing differs. */
export async function optionsEdit(records: Records, set: Partial<Omit<Stored, 'id'>>): Promise<Edit> {
  const known = (await records.get<Stored>('settings', ID)) !== undefined;
  const stored: Stored = { id: ID, ...set };
  return known ? { table: 'settings', id: ID, set } : { table: 'settings', create: stored };
}
