import { isWordKey, t, type WordKey } from '@/lib/words';

/** The log's keys without parameters; the one that has some is written out below. */
type PlainKey = Exclude<WordKey & `audit.${string}`, 'audit.failedBecause'>;

/** The sentence of an audit entry: `signedIn`, or a try and why it failed, `password: passwordWrong`. */
export function auditWords(what: string): string {
  const [act = '', why] = what.split(': ', 2);
  if (why === undefined) return sentence(`audit.${act}`) ?? what;
  const failed = sentence(`audit.failed.${act}`);
  const reason = sentence(`audit.why.${why}`);
  return failed && reason ? t('audit.failedBecause', { what: failed, why: reason }) : (failed ?? what);
}

/** A key made from stored data: its sentence, or null where there is none. */
function sentence(key: string): string | null {
  return isWordKey(key) ? t(key as PlainKey) : null;
}
