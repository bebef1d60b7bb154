import { useState } from 'preact/hooks';
import type { Ask } from '@/components/background/ask';
import { useLive } from '@/components/background/use-live';
import { type FileView, stored } from '@/lib/files/contract';
import type { WireError } from '@/lib/limits/model';

export interface KeptFiles {
  /** Newest first; null before the first answer. */
  files: FileView[] | null;
  error: WireError | null;
  retry: () => void;
}

/** Files that are kept. */
export function useKept(ask: Ask): KeptFiles {
  const { value, error, retry } = useLive(ask, stored, {}, ['files']);
  const files = value?.filter(({ kept }) => kept).sort((a, b) => (b.kept?.at ?? 0) - (a.kept?.at ?? 0)) ?? null;
  return { files, error, retry };
}

/** Those whose name or tags have every word that was typed. */
export function useFound(
  files: readonly FileView[],
): [found: FileView[], typed: string, type: (typed: string) => void] {
  const [typed, type] = useState('');
  const words = typed.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const found = files.filter(({ file, kept }) => {
    const text = [file.name, file.title, file.performer, ...(kept?.tags ?? [])].join(' ').toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  });
  return [found, typed, type];
}
