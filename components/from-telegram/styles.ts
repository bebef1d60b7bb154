import { lateStyles } from '@/components/ui/late-styles';
import css from './from-telegram.css?inline';

export const useStyles = lateStyles(css);
