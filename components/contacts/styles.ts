import { lateStyles } from '@/components/ui/late-styles';
import tabs from '@/components/ui/tabs.css?inline';
import css from './contacts.css?inline';

/** The styles of contacts come with their code. */
export const useStyles = lateStyles(tabs + css);
