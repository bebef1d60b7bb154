import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Ask } from '@/components/background/ask';
import { later } from '@/components/background/later';
import { sayDone, tryAct } from '@/components/background/try-act';
import { Button, Checkbox, NativeSelect, Progress, toasts } from '@/components/ui';
import { saveFile } from '@/components/ui/save-file';
import { COLUMN_FIELDS } from '@/lib/contacts/csv-columns';
import type { FileRead } from '@/lib/contacts/import-file';
import { countsOf, type ImportPlan } from '@/lib/contacts/import-plan';
import { regionOf, regions } from '@/lib/contacts/phone';
import { setSettings } from '@/lib/settings/contract';
import type { Settings } from '@/lib/settings/model';
import { getLocale, t } from '@/lib/words';
import { errorSentence } from '@/lib/words/errors';
import { ImportPreview } from './import-preview';
import { reportCsv } from './report';
import { runImport, stopImport } from './run-import';
import { firstChoices, useReading } from './use-reading';

export interface ImportDialogProps {
  ask: Ask;
  settings: Settings;
  file: { name: string; read: Exclude<FileRead, { is: 'wrong' }> };
  onClose: () => void;
}

/** A file on its way in: what its columns hold, what it would change, and then how far it is. */
export function ImportDialog({ ask, settings, file, onClose }: ImportDialogProps) {
  const { name, read } = file;
  const dialog = useRef<HTMLDialogElement>(null);
  const [given, setGiven] = useState(() => firstChoices(read));
  const [region, setRegion] = useState(settings.region || regionOf(navigator.language));
  const [share, setShare] = useState<number | null>(null);
  const id = useMemo(() => crypto.randomUUID(), []);
  const choices = useMemo(
    () => ({ ...given, region, currency: settings.currency }),
    [given, region, settings.currency],
  );
  const reading = useReading(ask, read, choices);
  const running = share !== null;

  useLayoutEffect(() => {
    dialog.current?.showModal();
  }, []);

  async function run(): Promise<void> {
    if (!reading || running) return;
    setShare(0);
    // Asked once: the next number without a code is read by the same country.
    if (region !== '' && region !== settings.region) {
      await tryAct(async () => void (await ask(setSettings, { region })), Date.now);
    }
    const state = await runImport(ask, { id, rows: reading.rows, later, onProgress: setShare });
    if (state.is === 'done') {
      sayDone(ask, t('contact.imported', { counts: countWords(reading.plan) }), state.undo, Date.now);
    } else if (state.is === 'failed') toasts.show({ text: errorSentence(state.error, Date.now()) });
    else toasts.show({ text: t(state.is === 'cancelled' ? 'contact.importCancelled' : 'contact.importFailed') });
    onClose();
  }

  function setColumn(at: number, field: string): void {
    const known = COLUMN_FIELDS.find((each) => each === field) ?? null;
    setGiven({ ...given, columns: given.columns.map((column, i) => (i === at ? known : column)) });
  }

  return (
    <dialog
      ref={dialog}
      class="tz-dialog ct-import"
      aria-label={t('contact.import')}
      onClose={onClose}
      onCancel={(event) => {
        // What is under way is given up by its own button.
        if (running) event.preventDefault();
      }}
    >
      <form
        class="tz-dialog-body"
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        <h2>{t('contact.import')}</h2>
        <p class="tz-meta">{t('contact.importFrom', { name })}</p>
        {read.is === 'table' && (
          <>
            <Checkbox checked={given.headed} onChange={(headed) => setGiven({ ...given, headed })} disabled={running}>
              {t('contact.importHeaded')}
            </Checkbox>
            <ImportPreview rows={read.rows} {...given} disabled={running} onColumn={setColumn} />
          </>
        )}
        <NativeSelect
          label={t('contact.importRegion')}
          value={region}
          disabled={running}
          options={[{ value: '', label: t('contact.importNoRegion') }, ...regions(getLocale())]}
          onChange={setRegion}
        />
        <p class="ct-adds tz-meta">{t('contact.importAdds')}</p>
        <div class="ct-counts" role="status">
          {reading ? countWords(reading.plan) : t('contact.importReading')}
          {reading && reading.plan.issues.length > 0 && !running && (
            <Button
              kind="ghost"
              size={32}
              onClick={() =>
                saveFile('import-report.csv', new Blob([reportCsv(reading.plan.issues)], { type: 'text/csv' }))
              }
            >
              {t('contact.importReport')}
            </Button>
          )}
        </div>
        {running && <Progress value={share} label={t('contact.importProgress')} />}
        <div class="tz-dialog-acts">
          {running ? (
            <Button kind="plain" onClick={() => stopImport(ask, id)}>
              {t('contact.importStop')}
            </Button>
          ) : (
            <Button kind="plain" onClick={() => dialog.current?.close()}>
              {t('common.cancel')}
            </Button>
          )}
          <Button kind="filled" type="submit" busy={running} disabled={!reading || isNothing(reading.plan)}>
            {t('contact.importAct')}
          </Button>
        </div>
      </form>
    </dialog>
  );
}

function isNothing(plan: ImportPlan): boolean {
  const { created, changed, deals } = countsOf(plan);
  return created + changed + deals === 0;
}

/** "40 new, 3 changed, 2 skipped · 5 deals" */
function countWords(plan: ImportPlan): string {
  const { created, changed, skipped, deals } = countsOf(plan);
  const notes = plan.issues.filter((issue) => !issue.skipped).length;
  return [
    t('contact.importCounts', { created, changed, skipped }),
    ...(deals > 0 ? [t('contact.importDeals', { n: deals })] : []),
    ...(notes > 0 ? [t('contact.importNotes', { n: notes })] : []),
  ].join(' · ');
}
