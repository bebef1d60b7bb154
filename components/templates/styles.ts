import { useStyles as useComposerStyles } from '@/components/outbox/styles';
import { lateStyles } from '@/components/ui/late-styles';
import css from './templates.css?inline';

const useOwn = lateStyles(css);

/** Templates show words as the composer does. */
export function useStyles(): void {
  useComposerStyles();
  useOwn();
}
