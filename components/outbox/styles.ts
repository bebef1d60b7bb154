import { lateStyles } from '@/components/ui/late-styles';
import css from './outbox.css?inline';

/** The composer's styles come with its code. */
export const useStyles = lateStyles(css);
