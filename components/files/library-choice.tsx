import { Field } from '@/components/ui';
import type { FileView } from '@/lib/files/contract';
import { t } from '@/lib/words';
import { keptFacts, keptItem, titleOf } from './names';
import { useFound } from './use-kept';

export interface LibraryChoiceProps {
  /** null until they are here. */
  files: readonly FileView[] | null;
  /** Ids. */
  chosen: readonly string[];
  /** How many may be chosen; absent: one, in place of another. */
  most?: number;
  onChoose: (chosen: string[]) => void;
}

/** Kept files to choose from, found by name and tags. */
export function LibraryChoice({ files, chosen, most, onChoose }: LibraryChoiceProps) {
  const [found, typed, type] = useFound(files ?? []);
  const full = most !== undefined && chosen.length >= most;

  function choose(id: string): void {
    if (most === undefined) onChoose([id]);
    else onChoose(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  }

  return (
    <>
      <Field label={t('files.find')} value={typed} onInput={type} />
      {files && found.length === 0 && (
        <p class="tz-meta fl-said">{t(files.length === 0 ? 'files.libraryHelp' : 'files.libraryNoMatch')}</p>
      )}
      <div class="fl-chosen">
        {found.map((one) => (
          <label key={one.id} class="fl-choice">
            <input
              type={most === undefined ? 'radio' : 'checkbox'}
              name="kept"
              checked={chosen.includes(one.id)}
              disabled={full && !chosen.includes(one.id)}
              onChange={() => choose(one.id)}
            />
            <span class="fl-preview-words">
              <span class="tz-cut">{titleOf(keptItem(one))}</span>
              <span class="tz-meta tz-cut">{keptFacts(one, Date.now())}</span>
            </span>
          </label>
        ))}
      </div>
      {full && <p class="tz-meta fl-said">{t('files.attachFull')}</p>}
    </>
  );
}
