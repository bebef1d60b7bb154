import { useState } from 'preact/hooks';
import { Dialog, NativeSelect } from '@/components/ui';
import { planImport, type RowFault, type Same } from '@/lib/templates/exchange';
import type { Template, TemplateFields } from '@/lib/templates/model';
import { t } from '@/lib/words';
import { rowFaultWords } from './fault-words';

export interface ImportDialogProps {
  here: readonly Template[];
  templates: TemplateFields[];
  faults: readonly RowFault[];
  onImport: (same: Same) => void;
  onClose: () => void;
}

const SAME = ['skip', 'replace', 'both'] as const satisfies readonly Same[];

/** What a file would bring, before it does: what has a name that is here already, and what cannot be taken. */
export function ImportDialog({ here, templates, faults, onImport, onClose }: ImportDialogProps) {
  const [same, setSame] = useState<Same>('skip');
  const { create, replace, withoutShortcut } = planImport(here, templates, same);
  // What would be passed over is what has the name of one that is here.
  const twins = planImport(here, templates, 'skip').skipped;
  const n = create.length + replace.length;
  return (
    <Dialog
      open
      title={t('template.importTitle', { n: templates.length })}
      safeLabel={t('common.cancel')}
      actLabel={n === 0 ? t('common.close') : t('template.importAct', { n })}
      onAct={() => (n === 0 ? onClose() : onImport(same))}
      onClose={onClose}
    >
      {twins.length > 0 && (
        <>
          <p>{t('template.importSame', { n: twins.length })}</p>
          <Names of={twins.map(({ name }) => name)} label={t('template.importSameList')} />
          <NativeSelect
            label={t('template.importSameWhat')}
            value={same}
            options={SAME.map((value) => ({ value, label: t(`template.same.${value}`) }))}
            onChange={(value) => setSame(SAME.find((each) => each === value) ?? 'skip')}
          />
        </>
      )}
      {withoutShortcut.length > 0 && <p>{t('template.importShortcuts', { n: withoutShortcut.length })}</p>}
      {faults.length > 0 && (
        <>
          <p>{t('template.importFaults', { n: faults.length })}</p>
          <Names of={faults.map(rowFaultWords)} label={t('template.importFaultList')} />
        </>
      )}
    </Dialog>
  );
}

function Names({ of, label }: { of: readonly string[]; label: string }) {
  return (
    <ul class="tm-names" aria-label={label}>
      {of.map((name, i) => (
        <li key={`${i}-${name}`}>{name}</li>
      ))}
    </ul>
  );
}
