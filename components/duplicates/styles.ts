import { lateStyles } from '@/components/ui/late-styles';
import css from './duplicates.css?inline';

export const useStyles = lateStyles(css);
