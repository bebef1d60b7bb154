import { useNow } from '@/components/background/use-now';
import { DeleteIcon, IconButton, Island, IslandHead, PlusIcon } from '@/components/ui';
import type { ChatRef } from '@/lib/chats/model';
import type { NoteView } from '@/lib/notes/contract';
import { t } from '@/lib/words';
import { formatDay, formatExact } from '@/lib/words/time';
import { useSurface } from '../context';
import type { ChatMemory } from '../memory';
import { NoteForm, Source } from '../parts';

const SHOWN = 20;

export interface NotePanelProps {
  chat: ChatRef;
  notes: readonly NoteView[];
  memory: ChatMemory;
  adding: boolean;
  onAdding: (adding: boolean) => void;
}

/** Newest notes, and a place to write one. */
export function NotePanel({ chat, notes, memory, adding, onAdding }: NotePanelProps) {
  const { act, ask } = useSurface();
  const now = useNow();
  return (
    <Island label={t('note.many')} class="sb-notes">
      <IslandHead title={t('note.many')} count={notes.length}>
        {!adding && (
          <IconButton
            size={28}
            icon={PlusIcon}
            label={t('note.new')}
            data-opens="note"
            onClick={() => onAdding(true)}
          />
        )}
      </IslandHead>
      {adding && <NoteForm chat={chat} memory={memory} onClose={() => onAdding(false)} />}
      {notes.length === 0 && !adding && <p class="sb-none">{t('note.none')}</p>}
      {notes.slice(0, SHOWN).map((note) => (
        <article key={note.id} class="sb-note">
          {note.text && <p class="sb-note-text">{note.text}</p>}
          {note.source && <Source ask={ask} source={note.source} />}
          <footer class="tz-meta">
            <time dateTime={new Date(note.createdAt).toISOString()} title={formatExact(note.createdAt)}>
              {formatDay(note.createdAt, { now })}
            </time>
            <IconButton
              size={28}
              class="sb-quiet"
              icon={DeleteIcon}
              label={t('note.delete')}
              onClick={() => void act((acts) => acts.deleteNote(chat, note.id))}
            />
          </footer>
        </article>
      ))}
    </Island>
  );
}
