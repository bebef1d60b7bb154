import type { FileFault, RowFault } from '@/lib/templates/exchange';
import { LONGEST, type TemplateFault } from '@/lib/templates/model';
import { t } from '@/lib/words';

/** What is wrong with a field of a template, and what to do. */
export function faultWords(fault: TemplateFault): string {
  switch (fault.is) {
    case 'empty':
      return t(fault.field === 'name' ? 'template.nameEmpty' : 'template.textEmpty');
    case 'tooLong':
      return t('template.fieldTooLong', { n: LONGEST[fault.field] });
    case 'taken':
      return t(fault.field === 'name' ? 'template.nameTaken' : 'template.shortcutTaken');
    case 'word':
      return t('template.shortcutWrong');
    case 'brace':
      return t('template.braceWrong', { brace: '\\{' });
    case 'nameless':
      return t('template.gapNameless');
    case 'date':
      return t('template.dateWrong', { one: '{today+3d}', other: '{next monday}', third: '{tomorrow+1w}' });
    case 'name':
      return t('template.gapWrong');
  }
}

/** Why a file is not read at all. */
export function fileFaultWords(why: FileFault): string {
  switch (why.is) {
    case 'json':
      return t('template.fileJson');
    case 'format':
      return t('template.fileFormat');
    case 'none':
      return t('template.fileNone');
    case 'version':
      return t('template.fileVersion');
    case 'tooMany':
      return t('template.fileTooMany', { n: why.number });
  }
}

/** "3. Reminder: A template needs a name." */
export function rowFaultWords({ number, name, why }: RowFault): string {
  const what = name === '' ? t('template.row', { number }) : t('template.rowNamed', { number, name });
  if (why.is === 'type') return `${what}: ${t('template.rowField', { field: why.field })}`;
  return `${what}: ${why.is === 'twice' ? t('template.rowTwice') : faultWords(why)}`;
}
