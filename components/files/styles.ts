import { lateStyles } from '@/components/ui/late-styles';
import tabs from '@/components/ui/tabs.css?inline';
import css from './files.css?inline';

/** The styles of files come with their code. */
export const useFileStyles = lateStyles(tabs + css);
