import { lateStyles } from '@/components/ui/late-styles';
import switches from '@/components/ui/switch.css?inline';
import tabs from '@/components/ui/tabs.css?inline';
import css from './from-telegram.css?inline';

export const useStyles = lateStyles(`${tabs}${switches}${css}`);
