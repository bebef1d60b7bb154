import '@/lib/words/load/files';
import { useState } from 'preact/hooks';
import type { Ask } from '@/components/background/ask';
import { Dialog } from '@/components/ui';
import type { AttachedFile } from '@/lib/files/library';
import { t } from '@/lib/words';
import { LibraryChoice } from './library-choice';
import { keptItem, titleOf } from './names';
import { useFileStyles } from './styles';
import { useKept } from './use-kept';

export interface AttachDialogProps {
  ask: Ask;
  /** Ids of those that are attached already: they are not offered. */
  attached: readonly string[];
  /** How many more may be. */
  most: number;
  onAttach: (files: AttachedFile[]) => void;
  onClose: () => void;
}

/** Chooses files of the library that are to go with something. */
export function AttachDialog({ ask, attached, most, onAttach, onClose }: AttachDialogProps) {
  useFileStyles();
  const { files } = useKept(ask);
  const [chosen, setChosen] = useState<string[]>([]);
  const offered = files?.filter(({ id }) => !attached.includes(id)) ?? null;

  function attach(): void {
    const views = chosen.flatMap((id) => offered?.find((one) => one.id === id) ?? []);
    onAttach(views.map((view) => ({ id: view.id, name: titleOf(keptItem(view)).slice(0, 255) })));
    onClose();
  }

  return (
    <Dialog
      open
      title={t('files.attachTitle')}
      safeLabel={t('files.sendKeep')}
      actLabel={t('files.attachAct', { n: chosen.length })}
      busy={chosen.length === 0}
      onAct={attach}
      onClose={onClose}
    >
      <LibraryChoice files={offered} chosen={chosen} most={most} onChoose={setChosen} />
    </Dialog>
  );
}
